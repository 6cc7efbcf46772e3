package dev.fairlead.intake.kind;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of the samples, sent byte for byte to connectors configured through the API: status
 * and body of the answer, and the lead that comes of it or does not. The answers of pull APIs among
 * the samples belong to the tests of fetching.
 */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class SamplesIT {

  private static final Set<Integer> UNREAD = Set.of(404, 405, 413, 415);
  private static final Map<String, RawHttp> ANSWERS = new HashMap<>();
  private static boolean configured;

  @TestHTTPResource("/")
  @SuppressWarnings("NullAway.Init")
  URI server;

  static List<Sample> samples() {
    return Sample.requests();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_request_of_a_sender_is_answered_and_understood_as_it_must_be(Sample sample) {
    connectorsAreConfigured();
    String before = sample.entry().path("after").asText("");
    if (!before.isEmpty() && !ANSWERS.containsKey(before)) {
      send(Sample.named(before));
    }
    String connector = sample.request().connector();
    long kept = submissions(connector);

    RawHttp answer = send(sample);

    SampleAnswers.check(sample, answer, ANSWERS);
    boolean leaves = sample.request().method().equals("POST") && !UNREAD.contains(answer.status());
    assertThat(submissions(connector)).isEqualTo(kept + (leaves ? 1 : 0));
    if (leaves) {
      submission(sample, latest(connector));
    }
  }

  private void submission(Sample sample, JsonPath submission) {
    if (sample.expect().equals("rejected")) {
      assertThat(submission.getString("status")).isEqualTo("rejected");
      assertThat(submission.getString("leadId")).isNull();
    } else if (sample.canonical().path("needs_fetch").asBoolean()) {
      assertThat(submission.getString("status")).isIn("pending", "accepted", "duplicate");
    } else if (sample.expect().equals("handshake") || sample.canonical().isEmpty()) {
      assertThat(submission.getString("status")).isIn("accepted", "duplicate");
    } else {
      LeadEvent.Received lead = received(submission.getString("leadId"));
      CanonicalFields.compare(lead, sample.canonical());
      keepsNoSecret(lead);
    }
  }

  private static void keepsNoSecret(LeadEvent.Received lead) {
    Set<String> open = Set.of("known_adv_id", "known_ucid", "known_account_id", "known_oid");
    String told = EventJson.write(lead);
    for (Map.Entry<String, JsonNode> secret : Sample.json("secrets.json").properties()) {
      String name = secret.getKey().substring(secret.getKey().indexOf('.') + 1);
      if (!open.contains(name) && !name.equals("allowed_origin") && !name.equals("form_id")) {
        assertThat(told).doesNotContain(secret.getValue().asText());
      }
    }
    assertThat(told).doesNotContain("DUMMY.TOKEN").doesNotContain("recaptcha");
  }

  private static LeadEvent.Received received(String leadId) {
    return TestEvents.logged(leadId, LeadEvent.Received.class).getFirst();
  }

  private RawHttp send(Sample sample) {
    RawHttp answer = Resigned.now(sample.request()).send(server);
    ANSWERS.put(sample.file(), answer);
    return answer;
  }

  private static void connectorsAreConfigured() {
    if (!configured) {
      SampleConnectors.configure();
      configured = true;
    }
  }

  private static long submissions(String connector) {
    return TestEvents.count("select count(*) from submission where connector = ?", connector);
  }

  private static JsonPath latest(String connector) {
    return given()
        .auth()
        .oauth2(TestTokens.of("admin", "admin"))
        .queryParam("connector", connector)
        .get("/api/intake/submissions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("items[0]");
  }

  static JsonNode json(RawHttp answer) {
    try {
      return EventJson.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + answer.text(), e);
    }
  }
}
