package dev.fairlead.intake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The platforms' own answers, as they are documented or were captured. */
class PlatformLeadTest {

  private static final Settings SETTINGS =
      Settings.defaults("US", Duration.ofMinutes(10), Settings.Scope.IDENTITY);

  @Test
  void a_lead_of_the_graph_api_completes_its_announcement() {
    Map<String, String> known = Map.of("page", "153125381133", "form", "880000000000001");

    LeadData lead = meta("meta-graph-1-lead-response.json", "990000000000001", known);

    assertThat(lead.externalId()).isEqualTo("990000000000001");
    assertThat(lead.origin().form()).isEqualTo("880000000000001");
    assertThat(lead.origin().ad()).isEqualTo("120210000000001");
    assertThat(lead.origin().page()).isEqualTo("153125381133");
    assertThat(lead.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:59:35Z"));
    assertThat(lead.person().fullName()).isEqualTo("Joe Example");
    assertThat(lead.person().email()).isEqualTo("joe@example.com");
    assertThat(lead.person().phone()).isEqualTo("+16505550188");
    assertThat(lead.answers()).containsExactly(new LeadData.Answered("car_make", "Honda"));
    assertThat(lead.test()).isFalse();
    assertThat(lead.incomplete()).isFalse();
  }

  @Test
  void a_lead_of_the_testing_tool_is_a_test() {
    LeadData lead = meta("meta-graph-2-test-lead-response.json", "990000000000002", Map.of());

    assertThat(lead.externalId()).isEqualTo("990000000000002");
    assertThat(lead.test()).isTrue();
    assertThat(lead.person().phone()).isNull();
  }

  @Test
  void consent_boxes_are_kept_and_an_empty_one_is_no_consent() {
    LeadData lead = meta("meta-graph-3-disclaimer-response.json", "990000000000001", Map.of());

    assertThat(lead.consent())
        .extracting(LeadData.Consent::purpose, LeadData.Consent::granted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("optional_1", true),
            org.assertj.core.groups.Tuple.tuple("optional_2", false));
    assertThat(lead.incomplete()).isTrue();
  }

  @Test
  void a_customers_question_does_not_become_a_field_of_ours() {
    JsonNode json =
        Json.parse(
            """
            {"field_data": [
              {"name": "source", "values": ["a friend"]},
              {"name": "test", "values": ["true"]},
              {"name": "email", "values": ["nobody"]},
              {"name": "Email", "values": ["x"]},
              {"name": "colours", "values": ["red", "blue"]}]}
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));

    LeadData lead = lead(MetaLead.read(json, "1", Map.of(), SETTINGS));

    assertThat(lead.source()).isNull();
    assertThat(lead.test()).isFalse();
    assertThat(lead.person().email()).isNull();
    assertThat(lead.answers())
        .contains(
            new LeadData.Answered("source", "a friend"),
            new LeadData.Answered("email", "nobody"),
            new LeadData.Answered("colours", "red"),
            new LeadData.Answered("colours", "blue"));
  }

  @Test
  void a_response_of_linkedin_is_read_with_its_forms_questions() {
    JsonNode json = sample("linkedin-api-1-lead-response.json");

    LeadData lead = lead(LinkedinLead.read(json, "1a2b3c4d-0001-4", Map.of(), SETTINGS));

    assertThat(lead.externalId()).isEqualTo("1a2b3c4d-0001-4");
    assertThat(lead.test()).isFalse();
    assertThat(lead.person().firstName()).isEqualTo("Robin");
    assertThat(lead.person().lastName()).isEqualTo("Example");
    assertThat(lead.person().email()).isEqualTo("robin@example.com");
    assertThat(lead.answers()).containsExactly(new LeadData.Answered("size", "11-50"));
    assertThat(lead.origin().campaign()).isEqualTo("Q4 demo");
    assertThat(lead.origin().formName()).isEqualTo("Demo request");
    assertThat(lead.submittedAt()).isEqualTo(Instant.ofEpochMilli(1_792_483_191_000L));
  }

  private static LeadData meta(String sample, String id, Map<String, String> known) {
    return lead(MetaLead.read(sample(sample), id, known, SETTINGS));
  }

  private static LeadData lead(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Leads.class);
    return ((Reading.Leads) reading).leads().getFirst();
  }

  static JsonNode sample(String name) {
    return Json.parse(bytes(name));
  }

  static byte[] bytes(String name) {
    try (InputStream in = PlatformLeadTest.class.getResourceAsStream("/fetch/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
