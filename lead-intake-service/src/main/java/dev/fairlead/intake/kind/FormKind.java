package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
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
import java.util.UUID;

/**
 * A form on a web page, sent by the browser itself or by a script. It proves nothing but its
 * origin. Plain text is not taken: a script may send it across origins without asking first.
 */
@Singleton
final class FormKind extends BrowserKind {

  private static final List<String> RETURN_FIELDS =
      List.of("returnUrl", "return_url", "ret_url", "retUrl", "retURL");

  FormKind() {
    super("form", "html_form", JSON_OR_FORM);
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return form(raw, connector)
        .map(fields -> LeadReader.read(fields, connector.settings(), implied(raw, connector)))
        .orElseGet(() -> malformed("the body is not the form it claims"));
  }

  private static Optional<Fields> form(RawRequest raw, Connector connector) {
    return "application/json".equals(raw.mediaType())
        ? JsonFields.parse(raw.body()).filter(JsonNode::isObject).map(JsonFields::of)
        : FormFields.of(raw, connector.settings().charset());
  }

  private static Map<String, String> implied(RawRequest raw, Connector connector) {
    Map<String, String> implied = new LinkedHashMap<>(page(raw));
    implied.put("form", connector.key());
    return implied;
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return returnUrl(form(raw, connector), connector)
        .map(Answer::seeOther)
        .orElseGet(() -> LeadAnswer.of(outcomes));
  }

  /** The address a browser wants to be sent on to, if it is one of the list. */
  static Optional<String> returnUrl(Optional<Fields> form, Connector connector) {
    List<String> allowed = connector.settings().returnUrls();
    if (allowed.isEmpty()) {
      return Optional.empty();
    }
    return form.flatMap(
        fields ->
            RETURN_FIELDS.stream()
                .map(fields::first)
                .filter(url -> url != null && allowed.contains(url))
                .findFirst());
  }

  /** A robot that fell into the trap is told that all went well, only that nothing is created. */
  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    if (refusal.reason() != Refusal.Reason.HONEYPOT) {
      return Optional.empty();
    }
    Outcome nobody = new Outcome(UUID.randomUUID(), Outcome.Kind.CREATED);
    return Optional.of(
        returnUrl(form(raw, connector), connector)
            .map(Answer::seeOther)
            .orElseGet(() -> LeadAnswer.ok(List.of(nobody))));
  }
}
