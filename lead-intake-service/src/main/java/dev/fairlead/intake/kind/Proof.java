package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the senders of a kind may prove who they are. Every kind knows a token in the URL, a bearer
 * token and a secret header; some know a way of their own. Whichever is configured will do, but a
 * signature that is sent has to be right.
 */
final class Proof {

  private static final String BEARER = "bearer ";

  private final List<Way> ways;
  private final boolean open;

  private Proof(boolean open, Way... own) {
    this.open = open;
    this.ways = new ArrayList<>(List.of(own));
    ways.add(Way.of("url_token", raw -> raw.queryParameter("token")));
    ways.add(Way.of("bearer", Proof::bearer));
  }

  /** A sender has to prove itself, unless the connector is switched to {@code unsigned}. */
  static Proof needed(Way... own) {
    return new Proof(false, own);
  }

  /** Anybody may send, unless the connector has a secret. */
  static Proof open(Way... own) {
    return new Proof(true, own);
  }

  /** Decides whether what was given fits a secret. */
  interface Check {
    boolean fits(String given, String secret, RawRequest raw);
  }

  /**
   * One way to prove it.
   *
   * @param secret name of the connector's secret
   * @param given what the sender gave; null when it gave nothing
   */
  record Way(
      String secret,
      Refusal.Reason reason,
      Function<RawRequest, @Nullable String> given,
      Check check) {

    /** The secret itself is sent. */
    static Way of(String secret, Function<RawRequest, @Nullable String> given) {
      return new Way(
          secret, Refusal.Reason.CREDENTIALS, given, (it, known, raw) -> Hmac.isSame(known, it));
    }

    /** A header is sent that only who knows the secret can have made. */
    static Way signature(String secret, String header, Check check) {
      return new Way(secret, Refusal.Reason.SIGNATURE, raw -> raw.header(header), check);
    }

    private boolean isConfigured(Connector connector) {
      return !connector.secrets(secret).isEmpty();
    }

    private boolean isRight(RawRequest raw, Connector connector) {
      String its = given.apply(raw);
      return its != null
          && connector.secrets(secret).stream().anyMatch(known -> check.fits(its, known, raw));
    }

    private boolean isForged(RawRequest raw, Connector connector) {
      return reason == Refusal.Reason.SIGNATURE
          && given.apply(raw) != null
          && !isRight(raw, connector);
    }
  }

  /** Why the sender is not who it must be; empty when it is. */
  Optional<Refusal> check(RawRequest raw, Connector connector) {
    List<Way> configured = configured(connector);
    if (configured.isEmpty()) {
      return open || connector.settings().flag("unsigned")
          ? Optional.empty()
          : refused(Refusal.Reason.CREDENTIALS, "this connector has no secret to check against");
    }
    if (configured.stream().anyMatch(way -> way.isForged(raw, connector))) {
      return refused(Refusal.Reason.SIGNATURE, "the signature does not fit the body");
    }
    return configured.stream().anyMatch(way -> way.isRight(raw, connector))
        ? Optional.empty()
        : missing(configured);
  }

  private List<Way> configured(Connector connector) {
    List<Way> all = new ArrayList<>(ways);
    String header = connector.settings().text("secretHeader", "X-Intake-Secret");
    all.add(Way.of("header_secret", raw -> raw.header(header.toLowerCase(Locale.ROOT))));
    return all.stream().filter(way -> way.isConfigured(connector)).toList();
  }

  private static Optional<Refusal> missing(List<Way> configured) {
    return configured.stream().allMatch(way -> way.reason == Refusal.Reason.SIGNATURE)
        ? refused(Refusal.Reason.SIGNATURE, "the signature is missing")
        : refused(Refusal.Reason.CREDENTIALS, "the secret is missing or wrong");
  }

  private static Optional<Refusal> refused(Refusal.Reason reason, String detail) {
    return Optional.of(Refusal.of(reason, detail));
  }

  /** The token of an {@code Authorization} header; null without one. */
  static @Nullable String bearer(RawRequest raw) {
    String authorization = raw.header("authorization");
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
