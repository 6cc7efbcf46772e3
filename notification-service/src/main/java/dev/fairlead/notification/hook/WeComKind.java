package dev.fairlead.notification.hook;

import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bot in a WeCom (企业微信) group: a template card that opens the lead, Markdown without an address.
 * The key in its address is all there is to prove who calls. 20 calls a minute.
 */
final class WeComKind implements HookKind {

  private static final Pace PACE = new Pace(5, Duration.ofSeconds(4));
  private static final Set<Long> TOO_FAST = Set.of(45009L, 45033L);
  private static final int MOST_FIELDS = 6;
  private static final int LONGEST_MARKDOWN = 4096;

  @Override
  public String name() {
    return "wecom";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public Call call(Post post, Instant now) {
    return Call.json(post.hook().url(), Map.of(), Json.write(body(post.card())), WITHIN);
  }

  private static Map<String, Object> body(Card card) {
    Card.Button button = card.button();
    if (button == null) {
      return Map.of("msgtype", "markdown", "markdown", Map.of("content", cut(card.markdown())));
    }
    List<Map<String, String>> fields =
        card.fields().stream()
            .limit(MOST_FIELDS)
            .map(f -> Map.of("keyname", f.name(), "value", f.value()))
            .toList();
    return Map.of(
        "msgtype",
        "template_card",
        "template_card",
        Map.of(
            "card_type", "text_notice",
            "main_title", Map.of("title", card.title()),
            "sub_title_text", card.text(),
            "horizontal_content_list", fields,
            "jump_list", List.of(Map.of("type", 1, "title", button.label(), "url", button.url())),
            "card_action", Map.of("type", 1, "url", button.url())));
  }

  /** The platform counts bytes. */
  private static String cut(String text) {
    String kept = text;
    while (kept.getBytes(StandardCharsets.UTF_8).length > LONGEST_MARKDOWN) {
      kept = kept.substring(0, kept.length() - Math.max(1, kept.length() / 10));
    }
    return kept;
  }

  @Override
  public Verdict judge(Reply reply, Instant now) {
    return Errcode.judge(reply, now, TOO_FAST, Duration.ofMinutes(1));
  }
}
