package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import java.util.Map;
import java.util.Optional;

/** Which web origins may post from a browser: exactly those of the list, or any without a list. */
final class Origins {

  private Origins() {}

  /** Why a request is not taken; empty when it is. */
  static Optional<Refusal> check(RawRequest raw, Connector connector) {
    String origin = raw.header("origin");
    boolean foreign =
        origin != null
            && !connector.settings().allowedOrigins().isEmpty()
            && !isAllowed(origin, connector);
    return foreign
        ? Optional.of(Refusal.of(Refusal.Reason.ORIGIN, "forms of this origin are not taken"))
        : Optional.empty();
  }

  /** Headers of every answer. */
  static Map<String, String> headers(RawRequest raw, Connector connector) {
    String origin = raw.header("origin");
    if (connector.settings().allowedOrigins().isEmpty()) {
      return Map.of();
    }
    return origin != null && isAllowed(origin, connector)
        ? Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin")
        : Map.of("Vary", "Origin");
  }

  /** The answer to a browser that asks first. */
  static Answer preflight(RawRequest raw, Connector connector) {
    String origin = raw.header("origin");
    boolean allowed = origin != null && isAllowed(origin, connector);
    return Answer.empty(
        204,
        allowed
            ? Map.of(
                "Access-Control-Allow-Methods", "POST, OPTIONS",
                "Access-Control-Allow-Headers", "content-type, idempotency-key",
                "Access-Control-Max-Age", "600")
            : Map.of("Allow", "POST, OPTIONS"));
  }

  /** Exactly one of the list; {@code null}, which sandboxed pages send, never is. */
  private static boolean isAllowed(String origin, Connector connector) {
    return !origin.equals("null") && connector.settings().allowedOrigins().contains(origin);
  }
}
