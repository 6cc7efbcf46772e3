package dev.fairlead.intake.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of sender: one small class each. Implementations hold no state and never fail: what they
 * cannot read is a refusal.
 */
public interface ConnectorKind {

  /** The path segment after {@code /in/}, e.g. {@code form}. */
  String name();

  /** Name of the origin where neither lead nor connector names one, e.g. {@code google_ads}. */
  default String source() {
    return name().replace('-', '_');
  }

  /** Whether people's browsers send it themselves, so that the request tells where they are. */
  default boolean isFromBrowser() {
    return false;
  }

  /** Whether such a body is read at all; everything else is answered 415 and not kept. */
  boolean takes(@Nullable String mediaType);

  /** Why the sender is not who it must be; empty when it is. */
  Optional<Refusal> authenticate(RawRequest raw, Connector connector);

  /**
   * What the browser was given for passing the captcha of {@code field}; empty when the request has
   * none.
   */
  default Optional<String> captchaToken(String field, RawRequest raw, Connector connector) {
    return Optional.empty();
  }

  /** The leads in a request of a sender that has proved itself. */
  Reading read(RawRequest raw, Connector connector);

  /**
   * The answer to what was accepted.
   *
   * @param outcomes one per lead, in the order read; none for what waits to be fetched
   */
  Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes);

  /** A refusal, or our own failure, in the sender's words; empty for the problem document. */
  default Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    return Optional.empty();
  }

  /** Headers of every answer, refusals included. */
  default Map<String, String> headers(RawRequest raw, Connector connector) {
    return Map.of();
  }

  /** The answer to OPTIONS; empty when the kind has none. */
  default Optional<Answer> options(RawRequest raw, Connector connector) {
    return Optional.empty();
  }

  /** The answer to GET, by which some senders ask who we are; empty when the kind has none. */
  default Optional<Answer> get(RawRequest raw, Connector connector) {
    return Optional.empty();
  }
}
