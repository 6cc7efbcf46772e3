package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Google Ads lead forms. The key travels in the body; Google tries again after 5xx only, and shows
 * {@code message} to the advertiser.
 */
@Singleton
final class GoogleAdsKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "lead_id", "externalId",
              "is_test", "test",
              "lead_submit_time", "submittedAt",
              "form_id", "form",
              "campaign_id", "campaign",
              "adgroup_id", "adGroup",
              "asset_group_id", "adGroup",
              "creative_id", "ad",
              "gcl_id", "clickId",
              "FULL_NAME", "fullName",
              "FIRST_NAME", "firstName",
              "LAST_NAME", "lastName",
              "EMAIL", "email",
              "WORK_EMAIL", "email",
              "PHONE_NUMBER", "phone",
              "WORK_PHONE", "phone",
              "COMPANY_NAME", "company",
              "JOB_TITLE", "jobTitle",
              "STREET_ADDRESS", "street",
              "CITY", "city",
              "REGION", "region",
              "COUNTRY", "country",
              "POSTAL_CODE", "postalCode")
          .passingOver("api_version", "lead_source", "lead_stage");

  GoogleAdsKind() {
    super(
        "google-ads",
        "google_ads",
        JSON,
        Proof.needed(
            Proof.Way.of(
                "google_key",
                raw ->
                    JsonFields.parse(raw.body())
                        .map(body -> body.path("google_key").textValue())
                        .orElse(null))));
  }

  /** A body that cannot be read holds no key, and no other key would make it readable. */
  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    return super.authenticate(raw, connector)
        .map(
            refusal ->
                JsonFields.parse(raw.body()).isPresent()
                    ? refusal
                    : Refusal.of(Refusal.Reason.MALFORMED, "the body is not well-formed JSON"));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, raw, connector));
  }

  private static Reading read(JsonNode body, RawRequest raw, Connector connector) {
    JsonNode columns = body.path("user_column_data");
    if (!columns.isArray()) {
      return malformed("user_column_data is not a list");
    }
    if (JsonText.of(body.path("lead_id")).isBlank()) {
      return malformed("lead_id is missing");
    }
    Fields fields = new Fields();
    body.properties().stream()
        .filter(entry -> entry.getValue().isValueNode() && !entry.getKey().equals("google_key"))
        .filter(entry -> !JsonText.of(entry.getValue()).equals("0"))
        .forEach(entry -> fields.add(entry.getKey(), JsonText.of(entry.getValue())));
    columns.forEach(column -> column(fields, column));
    return lead(fields, connector, test(body, raw), NAMES);
  }

  /** The test button sends the same id each time, and each click shall be seen. */
  private static Map<String, String> test(JsonNode body, RawRequest raw) {
    return body.path("is_test").asBoolean()
        ? Map.of("idScope", raw.receivedAt().toString())
        : Map.of();
  }

  private static void column(Fields fields, JsonNode column) {
    String label = JsonText.of(column.path("column_name"));
    String id = JsonText.of(column.path("column_id"));
    fields.add(id.isBlank() ? label : id, label, null, JsonText.of(column.path("string_value")));
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return Answer.json(200, "{}");
  }

  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    return Optional.of(
        JsonAnswer.of(
            refusal.reason().status(),
            "message",
            Objects.requireNonNullElse(refusal.detail(), refusal.reason().text())));
  }
}
