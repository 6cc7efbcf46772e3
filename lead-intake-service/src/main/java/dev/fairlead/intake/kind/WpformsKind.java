package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.Map;

/** WPForms webhooks: the site's owner chooses the names. */
@Singleton
final class WpformsKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "entry_id", "externalId",
              "form_id", "form",
              "form_name", "formName",
              "form", "formName",
              "page_url", "landingPage")
          .guessing();

  WpformsKind() {
    super("wpforms", "wpforms", JSON_OR_FORM, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return fields(raw, connector)
        .map(fields -> lead(fields, connector, Map.of(), NAMES))
        .orElseGet(() -> malformed("the body is neither a JSON object nor a form"));
  }
}
