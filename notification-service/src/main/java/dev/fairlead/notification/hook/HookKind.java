package dev.fairlead.notification.hook;

import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is particular to a kind of configured channel. */
public interface HookKind {

  /** How long a call may take. */
  Duration WITHIN = Duration.ofSeconds(15);

  /** Its name in configuration, deliveries and events. */
  String name();

  /** The call that carries the post. */
  Call call(Post post, Instant now);

  /** What the answer means. */
  Verdict judge(Reply reply, Instant now);

  /** How fast it may be called. */
  Pace pace();

  /** What is wrong with a secret; null when nothing is. */
  default @Nullable String fault(String secret) {
    return null;
  }

  /** Whether it carries events as they are, not notices for people. */
  default boolean carriesEvents() {
    return false;
  }

  /** What HTTP itself says about an answer: taken when it is a success. */
  static Verdict byStatus(Reply reply, Instant now) {
    int status = reply.status();
    Duration wait = reply.retryAfter(now);
    if (status >= 200 && status < 300) {
      return Verdict.TAKEN;
    }
    boolean later = status == 429 || status == 503;
    return new Verdict("http-" + status, later ? wait : null, status == 410);
  }

  /** All kinds. */
  static List<HookKind> all() {
    return List.of(
        new WebhookKind(), new FeishuKind(), new DingTalkKind(), new WeComKind(), new SlackKind());
  }
}
