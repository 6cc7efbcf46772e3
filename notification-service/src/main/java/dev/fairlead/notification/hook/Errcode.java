package dev.fairlead.notification.hook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.outbound.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The {@code errcode} that DingTalk and WeCom answer within HTTP 200. */
final class Errcode {

  private Errcode() {}

  /**
   * What the answer means.
   *
   * @param tooFast codes by which the platform says that there was too much at once
   */
  static Verdict judge(Reply reply, Instant now, Set<Long> tooFast, Duration rest) {
    Verdict http = HookKind.byStatus(reply, now);
    if (http.error() != null) {
      return http;
    }
    JsonNode code = Json.read(reply).path("errcode");
    if (!code.isNumber()) {
      return Verdict.missed("answer-unknown");
    }
    if (code.asLong() == 0) {
      return Verdict.TAKEN;
    }
    String error = "code-" + code.asLong();
    return tooFast.contains(code.asLong()) ? Verdict.tooFast(error, rest) : Verdict.missed(error);
  }
}
