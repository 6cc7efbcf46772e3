package dev.fairlead.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static dev.fairlead.intake.PlatformScene.APP_SECRET;
import static dev.fairlead.intake.PlatformScene.PLATFORM;
import static dev.fairlead.intake.PlatformScene.aLeadId;
import static dev.fairlead.intake.PlatformScene.aMeta;
import static dev.fairlead.intake.PlatformScene.announce;
import static dev.fairlead.intake.PlatformScene.announced;
import static dev.fairlead.intake.PlatformScene.asked;
import static dev.fairlead.intake.PlatformScene.connector;
import static dev.fairlead.intake.PlatformScene.graph;
import static dev.fairlead.intake.PlatformScene.graphError;
import static dev.fairlead.intake.PlatformScene.graphLead;
import static dev.fairlead.intake.PlatformScene.leadOf;
import static dev.fairlead.intake.PlatformScene.meta;
import static dev.fairlead.intake.PlatformScene.ok;
import static dev.fairlead.intake.PlatformScene.show;
import static dev.fairlead.intake.PlatformScene.sql;
import static dev.fairlead.intake.PlatformScene.status;
import static dev.fairlead.intake.PlatformScene.submission;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.received;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.intake.kind.Hmac;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** Leads that Meta announces and the Graph API holds. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class FetchIT {

  @Test
  void an_announced_lead_is_fetched_after_it_is_acknowledged_and_taken_once() {
    String id = aLeadId();
    String email = anEmail();
    graph(id, aResponse().withStatus(500));
    String key = aMeta("token", Map.of());

    String submission = announced(key, id);
    assertThat(status(submission)).isEqualTo("pending");
    graph(id, ok(graphLead(id, email)));
    settles(submission, "accepted");

    LeadEvent.Received lead = received(leadOf(submission));
    assertThat(lead.source()).isEqualTo("meta_lead_ads");
    assertThat(lead.externalId()).isEqualTo(id);
    assertThat(lead.contact().email()).isEqualTo(email);
    assertThat(lead.attribution().page()).isEqualTo("153125381133");
    assertThat(lead.attribution().ad()).isEqualTo("120210000000001");
    assertThat(TestEvents.logged(leadOf(submission)).getFirst().correlationId())
        .isEqualTo(show(submission).extract().path("correlationId"));
    int calls = asked(id);
    PLATFORM.verify(
        calls,
        getRequestedFor(urlPathEqualTo("/v23.0/" + id))
            .withQueryParam("access_token", equalTo("token"))
            .withQueryParam("appsecret_proof", equalTo(Hmac.hex(APP_SECRET, "token"))));
    String again = announced(key, id);
    show(again)
        .body("status", Matchers.equalTo("duplicate"))
        .body("leadId", Matchers.equalTo(leadOf(submission)));
    assertThat(asked(id)).isEqualTo(calls);
  }

  @Test
  void a_lead_that_is_announced_twice_before_it_is_fetched_is_fetched_once() {
    String id = aLeadId();
    graph(id, ok(graphLead(id, anEmail())).withFixedDelay(300));
    String key = aMeta("token", Map.of());

    String first = announced(key, id);
    String second = announced(key, id);
    settles(first, "accepted");

    assertThat(status(second)).isEqualTo("duplicate");
    assertThat(asked(id)).isEqualTo(1);
  }

  @Test
  void an_invalid_token_is_shown_and_nothing_is_lost_until_it_is_put_right() {
    String id = aLeadId();
    graph(id, graphError(190, 460));
    PLATFORM.stubFor(
        get(urlPathEqualTo("/v23.0/" + id))
            .withQueryParam("access_token", equalTo("fresh"))
            .willReturn(ok(graphLead(id, anEmail()))));
    String key = aMeta("stale", Map.of());

    String submission = announced(key, id);
    await()
        .untilAsserted(
            () ->
                connector("meta/" + key)
                    .body("health.status", Matchers.equalTo("token-invalid"))
                    .body("health.detail", Matchers.equalTo("190"))
                    .body("health.waiting", Matchers.equalTo(1)));
    assertThat(status(submission)).isEqualTo("pending");
    asAdmin().body(meta("fresh", Map.of())).put("/api/intake/connectors/meta/" + key);

    settles(submission, "accepted");
    await()
        .untilAsserted(
            () ->
                connector("meta/" + key)
                    .body("health.status", Matchers.equalTo("ok"))
                    .body("health.waiting", Matchers.equalTo(0)));
  }

  @Test
  void a_connector_without_a_token_says_so() {
    String id = aLeadId();
    String key =
        Scene.aConnector(
            "meta",
            Map.of(
                "secrets", Map.of("app_secret", APP_SECRET),
                "settings", Map.of("graphUrl", PLATFORM.baseUrl())));

    announced(key, id);

    await()
        .untilAsserted(
            () ->
                connector("meta/" + key)
                    .body("health.status", Matchers.equalTo("token-invalid"))
                    .body("health.detail", Matchers.equalTo("not-set")));
    assertThat(asked(id)).isZero();
  }

  @Test
  void a_platform_that_counts_our_calls_is_left_alone_as_long_as_it_says() {
    String id = aLeadId();
    after(id, graphError(4, 0).withHeader("Retry-After", "1"), ok(graphLead(id, anEmail())));
    String key = aMeta("token", Map.of());

    String submission = announced(key, id);
    await()
        .untilAsserted(
            () -> connector("meta/" + key).body("health.status", Matchers.equalTo("rate-limited")));
    settles(submission, "accepted");

    List<LoggedRequest> calls = PLATFORM.findAll(getRequestedFor(urlPathEqualTo("/v23.0/" + id)));
    assertThat(calls).hasSize(2);
    assertThat(
            Duration.between(
                calls.getFirst().getLoggedDate().toInstant(),
                calls.getLast().getLoggedDate().toInstant()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(900));
  }

  @Test
  void a_fault_of_the_platform_passes() {
    String id = aLeadId();
    after(id, aResponse().withStatus(503), ok(graphLead(id, anEmail())));

    String submission = announced(aMeta("token", Map.of()), id);

    settles(submission, "accepted");
    assertThat(asked(id)).isEqualTo(2);
  }

  @Test
  void an_answer_that_does_not_come_is_asked_for_again() {
    String id = aLeadId();
    after(id, ok("{}").withFixedDelay(1500), ok(graphLead(id, anEmail())));

    String submission = announced(aMeta("token", Map.of()), id);

    settles(submission, "accepted");
  }

  @Test
  void a_redirect_is_not_followed() {
    String id = aLeadId();
    String elsewhere = "/elsewhere-" + id;
    after(
        id,
        aResponse().withStatus(302).withHeader("Location", PLATFORM.baseUrl() + elsewhere),
        ok(graphLead(id, anEmail())));

    String submission = announced(aMeta("token", Map.of()), id);

    settles(submission, "accepted");
    PLATFORM.verify(0, getRequestedFor(urlPathEqualTo(elsewhere)));
  }

  @Test
  void a_lead_that_is_not_there_is_refused_and_can_be_asked_for_again() {
    String id = aLeadId();
    graph(id, graphError(100, 33));
    String submission = announced(aMeta("token", Map.of()), id);
    settles(submission, "rejected");
    show(submission).body("reason", Matchers.equalTo("not-found"));
    assertThat(asked(id)).isEqualTo(1);
    graph(id, ok(graphLead(id, anEmail())));

    asAdmin()
        .post("/api/intake/submissions/" + submission + "/replay")
        .then()
        .statusCode(200)
        .body("status", Matchers.equalTo("pending"));

    settles(submission, "accepted");
    show(submission).body("reason", Matchers.nullValue());
  }

  @Test
  void what_did_not_work_for_too_long_is_given_up_and_can_be_replayed() {
    String id = aLeadId();
    graph(id, aResponse().withStatus(500));
    String submission = announced(aMeta("token", Map.of()), id);
    await().until(() -> asked(id) > 0);

    sql(
        "update lead_fetch set since = since - interval '37 h' where submission_id = ?",
        submission);
    settles(submission, "rejected");

    show(submission)
        .body("reason", Matchers.equalTo("fetch-failed"))
        .body("detail", Matchers.equalTo("1 of 1: http-500"));
    graph(id, ok(graphLead(id, anEmail())));
    asAdmin().post("/api/intake/submissions/" + submission + "/replay").then().statusCode(200);
    settles(submission, "accepted");
  }

  @Test
  void whoever_dies_between_lease_and_settling_leaves_it_to_others() {
    String id = aLeadId();
    graph(id, aResponse().withStatus(500));
    String submission = announced(aMeta("token", Map.of()), id);
    await().until(() -> asked(id) > 0);
    graph(id, ok(graphLead(id, anEmail())).withFixedDelay(400));

    sql(
        "update lead_fetch set status = 'running', attempts = attempts + 1,"
            + " next_at = now() - interval '1 s' where submission_id = ?",
        submission);
    settles(submission, "accepted");

    assertThat(leads("meta_lead_ads", id)).isEqualTo(1);
  }

  @Test
  void whoever_comes_back_after_his_lease_changes_nothing() {
    String id = aLeadId();
    after(id, ok(graphLead(id, anEmail())).withFixedDelay(700), ok(graphLead(id, anEmail())));
    String submission = announced(aMeta("token", Map.of()), id);
    await().until(() -> asked(id) == 1);

    sql(
        "update lead_fetch set attempts = attempts + 1, next_at = now() where submission_id = ?",
        submission);
    settles(submission, "accepted");
    await().until(() -> asked(id) == 2);

    assertThat(leads("meta_lead_ads", id)).isEqualTo(1);
    show(submission).body("outcome", Matchers.equalTo("created"));
  }

  @Test
  void a_thousand_leads_announced_at_once_are_all_taken() {
    List<String> ids = Stream.generate(PlatformScene::aLeadId).limit(1000).toList();
    PLATFORM.stubFor(get(urlPathMatching("/v23\\.0/9900.*")).atPriority(9).willReturn(ok("{}")));
    String key = aMeta("token", Map.of("fetchPerSecond", 1000));

    announce(key, ids).statusCode(200);
    String submission = submission("meta/" + key);
    await().atMost(Duration.ofSeconds(40)).until(() -> status(submission).equals("accepted"));

    assertThat(
            TestEvents.count(
                "select count(*) from lead where connector = ? and facts like '%\"incomplete\":true%'",
                "meta/" + key))
        .isEqualTo(1000);
    assertThat(show(submission).extract().<List<?>>path("results")).hasSize(1000);
  }

  @Test
  void a_connector_makes_no_more_calls_a_second_than_it_may() {
    List<String> ids = Stream.generate(PlatformScene::aLeadId).limit(6).toList();
    ids.forEach(id -> graph(id, ok(graphLead(id, anEmail()))));
    String key = aMeta("token", Map.of("fetchPerSecond", 2));

    announce(key, ids).statusCode(200);
    settles(submission("meta/" + key), "accepted");

    List<Long> times =
        ids.stream()
            .map(id -> PLATFORM.findAll(getRequestedFor(urlPathEqualTo("/v23.0/" + id))))
            .map(calls -> calls.getFirst().getLoggedDate().getTime())
            .sorted()
            .toList();
    assertThat(times.getLast() - times.getFirst()).isGreaterThan(1800);
  }

  @Test
  void erasing_the_lead_removes_what_the_platform_told() {
    String id = aLeadId();
    String email = anEmail();
    graph(id, ok(graphLead(id, email)));
    String submission = announced(aMeta("token", Map.of()), id);
    settles(submission, "accepted");

    asAdmin().post("/api/intake/leads/" + leadOf(submission) + "/erase").then().statusCode(200);

    assertThat(
            TestEvents.count(
                "select count(*) from lead_fetch where convert_from(answer, 'UTF8') like ?",
                "%" + email + "%"))
        .isZero();
  }

  @Test
  void the_hand_shake_is_answered_and_a_wrong_token_is_not() {
    String key = aMeta("token", Map.of());

    given()
        .get("/in/meta/" + key + "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=v")
        .then()
        .statusCode(200)
        .body(Matchers.equalTo("42"));
    given()
        .get("/in/meta/" + key + "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=x")
        .then()
        .statusCode(403);
  }

  @Test
  void settings_of_the_platform_that_cannot_be_are_named_by_their_place() {
    asAdmin()
        .body(
            Map.of(
                "settings",
                Map.of(
                    "graphUrl",
                    "ftp://graph.facebook.com",
                    "graphVersion",
                    "latest",
                    "fetchPerSecond",
                    0,
                    "pull",
                    Map.of("every", "soon"))))
        .put("/api/intake/connectors/meta/broken")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/settings/graphUrl"))
        .body("errors.pointer", hasItem("/settings/graphVersion"))
        .body("errors.pointer", hasItem("/settings/fetchPerSecond"))
        .body("errors.pointer", hasItem("/settings/formIds"))
        .body("errors.pointer", hasItem("/settings/pull/every"));
  }

  private static void settles(String submission, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(status(submission)).isEqualTo(status));
  }

  private static long leads(String source, String externalId) {
    return TestEvents.count(
        "select count(*) from lead where source = ? and facts::jsonb ->> 'externalId' = ?",
        source,
        externalId);
  }

  /** Answers one thing first and another ever after. */
  private static void after(
      String id, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
    PLATFORM.stubFor(
        get(urlPathEqualTo("/v23.0/" + id))
            .inScenario(id)
            .whenScenarioStateIs(STARTED)
            .willReturn(first)
            .willSetStateTo("later"));
    PLATFORM.stubFor(
        get(urlPathEqualTo("/v23.0/" + id))
            .inScenario(id)
            .whenScenarioStateIs("later")
            .willReturn(then));
  }
}
