package dev.fairlead.notification.hook;

import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks: {@code {type, timestamp, data}}, signed with every valid secret over {@code
 * id.timestamp.body}. Without a secret it goes unsigned.
 */
final class WebhookKind implements HookKind {

  private static final String PREFIX = "whsec_";
  private static final int LEAST_KEY = 24;
  private static final int LONGEST_KEY = 64;

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public boolean carriesEvents() {
    return true;
  }

  @Override
  public Pace pace() {
    return Pace.FREE;
  }

  @Override
  public Call call(Post post, Instant now) {
    String body =
        "{\"type\":%s,\"timestamp\":%s,\"data\":%s}"
            .formatted(Json.write(post.type()), Json.write(post.at()), post.json());
    String id = post.messageId();
    String timestamp = Long.toString(now.getEpochSecond());
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("traceparent", post.flow().traceparent());
    headers.put("user-agent", "Fairlead-Webhooks/1");
    if (!post.hook().secrets().isEmpty()) {
      String signed = id + "." + timestamp + "." + body;
      headers.put(
          "webhook-signature",
          post.hook().secrets().stream()
              .map(secret -> "v1," + Signature.of(key(secret), signed))
              .collect(Collectors.joining(" ")));
    }
    return Call.json(post.hook().url(), headers, body, WITHIN);
  }

  @Override
  public Verdict judge(Reply reply, Instant now) {
    return HookKind.byStatus(reply, now);
  }

  @Override
  public @Nullable String fault(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return null;
    }
    try {
      int length = Base64.getDecoder().decode(secret.substring(PREFIX.length())).length;
      return length < LEAST_KEY || length > LONGEST_KEY
          ? "24 to 64 bytes behind whsec_, base64"
          : null;
    } catch (IllegalArgumentException e) {
      return "base64 behind whsec_";
    }
  }

  /** Behind {@code whsec_} stands base64; any other secret is taken as its own bytes. */
  private static byte[] key(String secret) {
    return secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }
}
