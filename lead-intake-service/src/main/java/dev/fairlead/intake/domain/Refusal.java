package dev.fairlead.intake.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a submission is not accepted. It is a value: the submission is kept with it.
 *
 * @param detail for people; never quotes what was sent
 * @param places what is wrong where
 */
public record Refusal(Reason reason, @Nullable String detail, List<Place> places) {

  public Refusal {
    places = List.copyOf(places);
  }

  /** A refusal as a whole. */
  public static Refusal of(Reason reason, String detail) {
    return new Refusal(reason, detail, List.of());
  }

  /** A refusal for what stands at some places. */
  public static Refusal at(Reason reason, List<Place> places) {
    return new Refusal(reason, places.isEmpty() ? null : places.getFirst().detail(), places);
  }

  /**
   * A place in the request.
   *
   * @param pointer JSON pointer; for forms a slash and the field's name
   */
  public record Place(String pointer, String detail) {}

  /** The reasons, each with its stable text, its HTTP status and its problem code. */
  public enum Reason {
    MALFORMED("malformed", 400, "request.malformed"),
    CREDENTIALS("credentials", 401, "connector.credentials"),
    SIGNATURE("signature", 401, "connector.signature"),
    ORIGIN("origin", 403, "connector.origin"),
    ACCOUNT("account", 403, "connector.account"),
    MEDIA_TYPE("media-type", 415, "request.media-type"),
    DISABLED("disabled", 403, "connector.disabled"),
    KEY_REQUIRED("idempotency-required", 400, "idempotency.required"),
    KEY_UNUSABLE("idempotency-key", 400, "idempotency.key"),
    KEY_MISMATCH("idempotency-mismatch", 422, "idempotency.mismatch"),
    KEY_IN_PROGRESS("idempotency-in-progress", 409, "idempotency.in-progress"),
    NO_CONTACT("no-contact", 422, "lead.no-contact"),
    INVALID("invalid", 422, "lead.invalid"),
    TOO_LONG("too-long", 422, "batch.too-long"),
    CONSENT("consent", 422, "lead.consent"),
    HONEYPOT("honeypot", 422, "connector.honeypot"),
    CAPTCHA("captcha", 422, "connector.captcha"),
    CAPTCHA_UNAVAILABLE("captcha-unavailable", 503, "connector.captcha-unavailable"),
    NOT_FOUND("not-found", 404, "fetch.not-found"),
    NOT_FETCHED("fetch-failed", 502, "fetch.failed"),
    WITHDRAWN("withdrawn", 410, "fetch.withdrawn"),
    RATE_LIMIT("rate-limit", 429, "connector.rate-limit"),
    FAULT("fault", 500, "service.fault");

    private final String text;
    private final int status;
    private final String code;

    Reason(String text, int status, String code) {
      this.text = text;
      this.status = status;
      this.code = code;
    }

    /** As it is stored and listed. */
    public String text() {
      return text;
    }

    /** HTTP status of the answer. */
    public int status() {
      return status;
    }

    /** Code of the problem document. */
    public String code() {
      return code;
    }

    /** Whether the sender failed to prove itself. */
    public boolean isUnproven() {
      return this == CREDENTIALS || this == SIGNATURE;
    }
  }
}
