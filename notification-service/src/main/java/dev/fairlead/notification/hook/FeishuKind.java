package dev.fairlead.notification.hook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A custom bot in a Feishu (Lark) group: an interactive card. With a secret it is signed: {@code
 * timestamp + "\n" + secret} is the key, and nothing is the text. 100 calls a minute, 5 a second.
 */
final class FeishuKind implements HookKind {

  private static final Pace PACE = new Pace(3, Duration.ofMillis(650));
  private static final Duration REST = Duration.ofSeconds(10);
  private static final Set<Long> TOO_FAST = Set.of(9499L, 11232L, 11233L);

  @Override
  public String name() {
    return "feishu";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public Call call(Post post, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!post.hook().secrets().isEmpty()) {
      String timestamp = Long.toString(now.getEpochSecond());
      body.put("timestamp", timestamp);
      body.put("sign", Signature.of(timestamp + "\n" + post.hook().secrets().getFirst(), ""));
    }
    body.put("msg_type", "interactive");
    body.put("card", card(post.card()));
    return Call.json(post.hook().url(), Map.of(), Json.write(body), WITHIN);
  }

  private static Map<String, Object> card(Card card) {
    List<Object> elements = new ArrayList<>();
    elements.add(Map.of("tag", "div", "text", text(card.text())));
    if (!card.fields().isEmpty()) {
      elements.add(
          Map.of(
              "tag",
              "div",
              "fields",
              card.fields().stream()
                  .map(f -> Map.of("is_short", true, "text", text(f.name() + "\n" + f.value())))
                  .toList()));
    }
    Card.Button button = card.button();
    if (button != null) {
      elements.add(
          Map.of(
              "tag",
              "action",
              "actions",
              List.of(
                  Map.of(
                      "tag",
                      "button",
                      "text",
                      text(button.label()),
                      "url",
                      button.url(),
                      "type",
                      "primary"))));
    }
    return Map.of(
        "config",
        Map.of("wide_screen_mode", true),
        "header",
        Map.of("title", text(card.title()), "template", "blue"),
        "elements",
        elements);
  }

  private static Map<String, String> text(String content) {
    return Map.of("tag", "plain_text", "content", content);
  }

  /** An answer without a code of 0 is a refusal, whatever HTTP says. */
  @Override
  public Verdict judge(Reply reply, Instant now) {
    JsonNode body = Json.read(reply);
    JsonNode code = body.has("code") ? body.path("code") : body.path("StatusCode");
    if (TOO_FAST.contains(code.asLong())) {
      return Verdict.tooFast("code-" + code.asLong(), REST);
    }
    Verdict http = HookKind.byStatus(reply, now);
    if (http.error() != null) {
      return http;
    }
    if (!code.isNumber()) {
      return Verdict.missed("answer-unknown");
    }
    return code.asLong() == 0 ? Verdict.TAKEN : Verdict.missed("code-" + code.asLong());
  }
}
