package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form on a web page, sent by the browser itself or by a script. It proves nothing but its
 * origin. Plain text is not taken: a script may send it across origins without asking first.
 */
@Singleton
final class FormKind implements ConnectorKind {

  private static final Set<String> TAKEN =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "application/json");
  private static final List<String> RETURN_FIELDS =
      List.of("returnUrl", "return_url", "ret_url", "retUrl", "retURL");

  @Override
  public String name() {
    return "form";
  }

  @Override
  public String source() {
    return "html_form";
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return mediaType != null && TAKEN.contains(mediaType);
  }

  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    String origin = raw.header("origin");
    boolean foreign =
        origin != null
            && !connector.settings().allowedOrigins().isEmpty()
            && !isAllowed(origin, connector);
    return foreign
        ? Optional.of(Refusal.of(Refusal.Reason.ORIGIN, "forms of this origin are not taken"))
        : Optional.empty();
  }

  @Override
  public Optional<String> captchaToken(String field, RawRequest raw, Connector connector) {
    return fields(raw, connector).map(fields -> fields.first(field));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return fields(raw, connector)
        .map(fields -> LeadReader.read(fields, connector.settings(), implied(raw, connector)))
        .orElseGet(
            () -> Reading.refused(Refusal.Reason.MALFORMED, "the body is not the form it claims"));
  }

  private static Optional<Fields> fields(RawRequest raw, Connector connector) {
    return "application/json".equals(raw.mediaType())
        ? JsonFields.parse(raw.body()).filter(JsonNode::isObject).map(JsonFields::of)
        : FormFields.of(raw, connector.settings().charset());
  }

  private static Map<String, String> implied(RawRequest raw, Connector connector) {
    Map<String, String> implied = new LinkedHashMap<>();
    implied.put("form", connector.key());
    String referer = raw.header("referer");
    if (referer != null) {
      implied.put("landingPage", referer);
    }
    return implied;
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return returnUrl(raw, connector).map(Answer::seeOther).orElseGet(() -> LeadAnswer.of(outcomes));
  }

  private static Optional<String> returnUrl(RawRequest raw, Connector connector) {
    List<String> allowed = connector.settings().returnUrls();
    if (allowed.isEmpty()) {
      return Optional.empty();
    }
    return fields(raw, connector)
        .flatMap(
            fields ->
                RETURN_FIELDS.stream()
                    .map(fields::first)
                    .filter(url -> url != null && allowed.contains(url))
                    .findFirst());
  }

  /** A robot that fell into the trap is told that all went well. */
  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    return refusal.reason() == Refusal.Reason.HONEYPOT
        ? Optional.of(
            answer(raw, connector, List.of(new Outcome(UUID.randomUUID(), Outcome.Kind.CREATED))))
        : Optional.empty();
  }

  @Override
  public Map<String, String> headers(RawRequest raw, Connector connector) {
    String origin = raw.header("origin");
    if (connector.settings().allowedOrigins().isEmpty()) {
      return Map.of();
    }
    return origin != null && isAllowed(origin, connector)
        ? Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin")
        : Map.of("Vary", "Origin");
  }

  @Override
  public Optional<Answer> options(RawRequest raw, Connector connector) {
    String origin = raw.header("origin");
    boolean allowed = origin != null && isAllowed(origin, connector);
    return Optional.of(
        Answer.empty(
            204,
            allowed
                ? Map.of(
                    "Access-Control-Allow-Methods", "POST, OPTIONS",
                    "Access-Control-Allow-Headers", "content-type, idempotency-key",
                    "Access-Control-Max-Age", "600")
                : Map.of("Allow", "POST, OPTIONS")));
  }

  /** Exactly one of the list; {@code null}, which sandboxed pages send, never is. */
  private static boolean isAllowed(String origin, Connector connector) {
    return !origin.equals("null") && connector.settings().allowedOrigins().contains(origin);
  }
}
