package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.Map;

/** The plugin "CF7 to Webhook": the tag names of a Contact Form 7 form as flat JSON. */
@Singleton
final class Cf7WebhookKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of("source_url", "landingPage", "page_url", "landingPage", "form_id", "form")
          .guessing();

  Cf7WebhookKind() {
    super("cf7-webhook", "cf7", JSON_OR_FORM, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return fields(raw, connector)
        .map(fields -> lead(fields, connector, Map.of(), NAMES))
        .orElseGet(() -> malformed("the body is neither a JSON object nor a form"));
  }
}
