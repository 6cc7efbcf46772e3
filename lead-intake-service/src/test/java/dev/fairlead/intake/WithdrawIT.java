package dev.fairlead.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.fairlead.intake.PlatformScene.PLATFORM;
import static dev.fairlead.intake.PlatformScene.aLinkedin;
import static dev.fairlead.intake.PlatformScene.leadOf;
import static dev.fairlead.intake.PlatformScene.linkedin;
import static dev.fairlead.intake.PlatformScene.ok;
import static dev.fairlead.intake.PlatformScene.status;
import static dev.fairlead.intake.PlatformScene.submission;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.received;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** Leads that LinkedIn announces, and those that its members take back. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class WithdrawIT {

  @Test
  void an_announced_response_is_fetched_with_its_form() {
    String id = anId();
    String email = anEmail();
    responds(id, ok(response(id, email)));
    String key = aLinkedin();

    linkedin(key, "CREATED", id).statusCode(200);
    String submission = settled(key, "accepted");
    linkedin(key, "CREATED", id).statusCode(200);

    LeadEvent.Received lead = received(leadOf(submission));
    assertThat(lead.source()).isEqualTo("linkedin_lead_gen");
    assertThat(lead.externalId()).isEqualTo(id);
    assertThat(lead.contact().email()).isEqualTo(email);
    assertThat(lead.attribution().form()).isEqualTo("urn:li:form:1");
    PLATFORM.verify(
        1,
        getRequestedFor(urlPathEqualTo("/rest/leadFormResponses/" + id))
            .withHeader("Authorization", equalTo("Bearer li-token"))
            .withHeader("LinkedIn-Version", equalTo("202509")));
    settled(key, "duplicate");
  }

  @Test
  void a_lead_that_is_taken_back_is_erased_and_both_are_told() {
    String id = anId();
    String email = anEmail();
    responds(id, ok(response(id, email)));
    String key = aLinkedin();
    linkedin(key, "CREATED", id).statusCode(200);
    String leadId = leadOf(settled(key, "accepted"));

    linkedin(key, "DELETED", id).statusCode(200);
    linkedin(key, "DELETED", id).statusCode(200);

    assertThat(TestEvents.logged(leadId, LeadEvent.Withdrawn.class)).hasSize(1);
    assertThat(TestEvents.logged(leadId, LeadEvent.Erased.class)).hasSize(1);
    asAdmin().get("/api/intake/leads/" + leadId).then().body("contact", Matchers.nullValue());
    assertThat(
            TestEvents.count(
                """
                select (select count(*) from event_log where payload like ?)
                  + (select count(*) from lead_fetch where convert_from(answer, 'UTF8') like ?)
                """,
                "%" + email + "%",
                "%" + email + "%"))
        .isZero();
  }

  @Test
  void a_lead_that_is_taken_back_while_it_waits_is_dropped() {
    String id = anId();
    responds(id, ok(response(id, anEmail())).withFixedDelay(600));
    String key = aLinkedin();
    linkedin(key, "CREATED", id).statusCode(200);
    String announced = submission("linkedin/" + key);
    await()
        .until(
            () ->
                !PLATFORM
                    .findAll(getRequestedFor(urlPathEqualTo("/rest/leadFormResponses/" + id)))
                    .isEmpty());

    linkedin(key, "DELETED", id).statusCode(200);

    await().untilAsserted(() -> assertThat(status(announced)).isEqualTo("rejected"));
    PlatformScene.show(announced).body("reason", Matchers.equalTo("withdrawn"));
    assertThat(leads(key)).isZero();
  }

  @Test
  void a_lead_that_was_taken_back_before_it_is_announced_is_not_asked_for() {
    String id = anId();
    String key = aLinkedin();
    linkedin(key, "DELETED", id).statusCode(200);

    linkedin(key, "CREATED", id).statusCode(200);

    assertThat(status(submission("linkedin/" + key))).isNotEqualTo("pending");
    assertThat(leads(key)).isZero();
    PLATFORM.verify(0, getRequestedFor(urlPathEqualTo("/rest/leadFormResponses/" + id)));
  }

  @Test
  void the_challenge_is_answered() {
    given()
        .get("/in/linkedin/" + aLinkedin() + "?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body(
            "challengeResponse",
            Matchers.equalTo("922aa23193571aa26d4245916a8b57b2d07711c7aa71467a571d694b5c8fe3dd"));
  }

  private static String anId() {
    return "1a2b3c4d-" + UUID.randomUUID().toString().substring(0, 8) + "-4";
  }

  private static void responds(String id, ResponseDefinitionBuilder answer) {
    PLATFORM.stubFor(get(urlPathEqualTo("/rest/leadFormResponses/" + id)).willReturn(answer));
  }

  private static String response(String id, String email) {
    return """
    {"id": "%s", "testLead": false, "submittedAt": 1792483191000,
     "form": {"name": "Demo", "content": {"questions": [
       {"questionId": 3, "name": "email", "predefinedField": "EMAIL"}]}},
     "formResponse": {"answers": [
       {"questionId": 3, "answerDetails": {"textQuestionAnswer": {"answer": "%s"}}}]}}
    """
        .formatted(id, email);
  }

  private static String settled(String key, String status) {
    String submission = submission("linkedin/" + key);
    await().untilAsserted(() -> assertThat(status(submission)).isEqualTo(status));
    return submission;
  }

  private static long leads(String key) {
    return TestEvents.count("select count(*) from lead where connector = ?", "linkedin/" + key);
  }
}
