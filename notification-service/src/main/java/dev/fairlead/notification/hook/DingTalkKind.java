package dev.fairlead.notification.hook;

import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A custom bot in a DingTalk group: an action card, Markdown without a button. With a secret {@code
 * timestamp} and {@code sign} stand in the query. More than 20 calls a minute shut it for ten.
 */
final class DingTalkKind implements HookKind {

  private static final Pace PACE = new Pace(5, Duration.ofSeconds(4));
  private static final Set<Long> TOO_FAST = Set.of(130101L, 410100L, 660026L);

  @Override
  public String name() {
    return "dingtalk";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public Call call(Post post, Instant now) {
    return Call.json(address(post.hook(), now), Map.of(), Json.write(body(post.card())), WITHIN);
  }

  private static URI address(Hook hook, Instant now) {
    if (hook.secrets().isEmpty()) {
      return hook.url();
    }
    String timestamp = Long.toString(now.toEpochMilli());
    String secret = hook.secrets().getFirst();
    String sign = Signature.of(secret, timestamp + "\n" + secret);
    String url = hook.url().toString();
    return URI.create(
        url
            + (url.contains("?") ? "&" : "?")
            + "timestamp="
            + timestamp
            + "&sign="
            + URLEncoder.encode(sign, StandardCharsets.UTF_8));
  }

  private static Map<String, Object> body(Card card) {
    Card.Button button = card.button();
    return button == null
        ? Map.of(
            "msgtype",
            "markdown",
            "markdown",
            Map.of("title", card.title(), "text", card.markdown()))
        : Map.of(
            "msgtype",
            "actionCard",
            "actionCard",
            Map.of(
                "title", card.title(),
                "text", card.markdown(),
                "singleTitle", button.label(),
                "singleURL", button.url()));
  }

  @Override
  public Verdict judge(Reply reply, Instant now) {
    return Errcode.judge(reply, now, TOO_FAST, Duration.ofMinutes(10));
  }
}
