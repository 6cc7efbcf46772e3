package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Gravity Forms webhooks. "All fields" sends the raw entry, whose names are the ids of the form's
 * fields: which is which has to stand in the field map. Times are UTC.
 */
@Singleton
final class GravityFormsKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "id", "externalId",
              "form_id", "form",
              "form_title", "formName",
              "date_created", "submittedAt",
              "source_url", "landingPage",
              "ip", "ip")
          .passingOver(
              "created_by",
              "date_updated",
              "is_starred",
              "is_read",
              "is_fulfilled",
              "post_id",
              "source_id",
              "user_agent",
              "status",
              "currency",
              "payment_status",
              "payment_date",
              "payment_amount",
              "payment_method",
              "transaction_id",
              "transaction_type")
          .guessing()
          .at(ZoneOffset.UTC);

  GravityFormsKind() {
    super("gravityforms", "gravityforms", JSON_OR_FORM, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return fields(raw, connector)
        .map(fields -> lead(named(fields, connector), connector, Map.of(), NAMES))
        .orElseGet(() -> malformed("the body is neither a JSON object nor a form"));
  }

  /** Without a field map, what leaves no doubt is taken for what it is. */
  private static Fields named(Fields fields, Connector connector) {
    return connector.settings().fieldMap().isEmpty() ? GravityEntry.guess(fields) : fields;
  }
}
