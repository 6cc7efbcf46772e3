package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Elementor's webhook action: with "Advanced Data" bracketed names that tell each field's type,
 * without it the labels that visitors see. Its date and time are localised text and not read.
 */
@Singleton
final class ElementorKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "form[id]", "form",
              "form_id", "form",
              "form[name]", "formName",
              "form_name", "formName",
              "meta[page_url]", "landingPage",
              "Page URL", "landingPage",
              "meta[remote_ip]", "ip",
              "Remote IP", "ip")
          .passingOver(
              "Date",
              "Time",
              "User Agent",
              "Powered by",
              "meta[date]",
              "meta[time]",
              "meta[user_agent]",
              "meta[credit]")
          .guessing();

  ElementorKind() {
    super("elementor", "elementor", JSON_OR_FORM, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return fields(raw, connector)
        .map(fields -> lead(plain(fields), connector, Map.of(), NAMES))
        .orElseGet(() -> malformed("the body is neither a form nor a JSON object"));
  }

  private static Fields plain(Fields fields) {
    return ElementorData.isAdvanced(fields) ? new ElementorData(fields).plain() : fields;
  }
}
