package dev.fairlead.intake.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.LeadEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares what was announced of a lead with the canonical fields that a sample names. */
final class CanonicalFields {

  private static final Map<String, Function<LeadEvent.Received, @Nullable Object>> TEXTS =
      Map.ofEntries(
          Map.entry("source", LeadEvent.Received::source),
          Map.entry("external_id", LeadEvent.Received::externalId),
          Map.entry("full_name", lead -> lead.contact().fullName()),
          Map.entry("first_name", lead -> lead.contact().firstName()),
          Map.entry("last_name", lead -> lead.contact().lastName()),
          Map.entry("email", lead -> lead.contact().email()),
          Map.entry("phone", lead -> lead.contact().phone()),
          Map.entry("phone_e164", lead -> lead.contact().phoneE164()),
          Map.entry("street", lead -> lead.contact().street()),
          Map.entry("postal_code", lead -> lead.contact().postalCode()),
          Map.entry("company", LeadEvent.Received::company),
          Map.entry("job_title", LeadEvent.Received::jobTitle),
          Map.entry("region", LeadEvent.Received::regionText),
          Map.entry("city", LeadEvent.Received::city),
          Map.entry("country", LeadEvent.Received::country),
          Map.entry("message", LeadEvent.Received::message),
          Map.entry("form_id", lead -> lead.attribution().form()),
          Map.entry("form_name", lead -> lead.attribution().formName()),
          Map.entry("page_id", lead -> lead.attribution().page()),
          Map.entry("page_url", lead -> lead.attribution().landingPage()),
          Map.entry("campaign_id", lead -> lead.attribution().campaign()),
          Map.entry("adgroup_id", lead -> lead.attribution().adGroup()),
          Map.entry("ad_id", lead -> lead.attribution().ad()),
          Map.entry("click_id", lead -> lead.attribution().clickId()));

  private static final Set<String> OTHERS =
      Set.of("submitted_at", "is_test", "utm", "consent", "answers", "needs_fetch");

  private CanonicalFields() {}

  static void compare(LeadEvent.Received lead, JsonNode expected) {
    expected.properties().forEach(field -> compare(lead, field.getKey(), field.getValue()));
  }

  private static void compare(LeadEvent.Received lead, String name, JsonNode value) {
    assertThat(TEXTS.containsKey(name) || OTHERS.contains(name)).as("known: %s", name).isTrue();
    switch (name) {
      case "submitted_at" ->
          assertThat(lead.submittedAt()).isEqualTo(Instant.parse(value.asText()));
      case "is_test" -> assertThat(lead.test()).isEqualTo(value.asBoolean());
      case "utm" ->
          value
              .properties()
              .forEach(
                  utm ->
                      assertThat(lead.attribution().utm())
                          .containsEntry(utm.getKey(), utm.getValue().asText()));
      case "consent" -> value.forEach(one -> consent(lead, one));
      case "answers" -> value.forEach(one -> answer(lead, one));
      case "needs_fetch" -> assertThat(value.asBoolean()).isFalse();
      default ->
          assertThat(Objects.requireNonNull(TEXTS.get(name)).apply(lead))
              .as(name)
              .isEqualTo(value.asText());
    }
  }

  private static void consent(LeadEvent.Received lead, JsonNode expected) {
    LeadEvent.Consent consent =
        lead.consent().stream()
            .filter(one -> one.purpose().equals(expected.path("key").asText()))
            .findFirst()
            .orElseThrow();
    assertThat(consent.granted()).isEqualTo(expected.path("checked").asBoolean());
    assertThat(consent.at()).isNotNull();
    if (expected.has("text")) {
      assertThat(consent.text()).isEqualTo(expected.get("text").asText());
    }
    if (expected.has("text_version")) {
      assertThat(consent.textVersion()).isEqualTo(expected.get("text_version").asText());
    }
    if (expected.has("legal_basis")) {
      assertThat(consent.legalBasis()).isEqualTo(expected.get("legal_basis").asText());
    }
    if (expected.has("given_at")) {
      assertThat(consent.at()).isEqualTo(Instant.parse(expected.get("given_at").asText()));
    }
  }

  private static void answer(LeadEvent.Received lead, JsonNode expected) {
    JsonNode value = expected.path("value");
    Iterable<JsonNode> items = value.isArray() ? value : List.of(value);
    for (JsonNode item : items) {
      assertThat(lead.answers())
          .extracting(LeadEvent.Answer::key, LeadEvent.Answer::value)
          .contains(tuple(expected.path("key").asText(), item.asText()));
    }
    if (expected.has("label")) {
      assertThat(lead.answers())
          .extracting(LeadEvent.Answer::label)
          .contains(expected.get("label").asText());
    }
  }
}
