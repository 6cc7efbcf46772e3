package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class PoolingIT {

  @Inject MovableClock clock;

  private final String rep = newId("rep");

  @AfterEach
  void leaveNoPoolThatTakesLeadsByItself() {
    List<String> ids = list("admin", "/api/pool/pools", "admin").path("items.id");
    ids.forEach(id -> Scene.put("/api/pool/pools/" + id, "{\"name\": \"done\"}"));
  }

  @Test
  void aReleasedLeadGoesToThePoolThatWasAskedFor() {
    String pool = newId("asked");
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"coolOff\": \"PT1H\"}}");
    String lead = Scene.newLead();
    Instant before = clock.instant();

    TestEvents.send(Scene.toPool(lead, 1, pool));

    PoolEvent.Pooled pooled = Scene.awaitPooled(lead, 1);
    assertThat(pooled.pool()).isEqualTo(pool);
    assertThat(pooled.availableAt()).isAfter(before.plus(Duration.ofMinutes(59)));
  }

  /** A lead whose facts have not arrived waits for them: topics have no order among each other. */
  @Test
  void aLeadWaitsForItsFactsAndThenGoesWhereItsConditionSays() {
    TestEvents.send(
        new RosterEvent.Region(
            RosterEvent.Region.TREE,
            List.of(
                new RosterEvent.Region.Node(
                    "华东区",
                    List.of("East"),
                    List.of(new RosterEvent.Region.Node("江苏", List.of(), List.of())))),
            false));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> TestEvents.count("select count(*) from roster where id = 'regions'") == 1);
    String east = newId("east");
    Scene.pool(east, "{\"name\": \"East\", \"when\": \"within(lead.region, \\\"East\\\")\"}");
    String rest = newId("rest");
    Scene.pool(rest, "{\"name\": \"Rest\", \"default\": true}");
    String lead = Scene.newLead();
    String other = Scene.newLead();
    TestEvents.send(Scene.toPool(lead, 1, null));
    TestEvents.send(Scene.toPool(other, 1, null));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from pooled_lead where waits_for = 'FACTS' and lead_id in"
                            + " (?, ?)",
                        lead,
                        other)
                    == 2);

    TestEvents.send(Scene.received(lead, List.of("华东区", "江苏"), "制造业"));
    TestEvents.send(Scene.received(other, List.of(), "零售"));

    assertThat(Scene.awaitPooled(lead, 1).pool()).isEqualTo(east);
    assertThat(Scene.awaitPooled(other, 1).pool()).isEqualTo(rest);
  }

  @Test
  void aLeadWithoutAnyPoolWaitsUntilThereIsOne() {
    String lead = Scene.newLead();
    TestEvents.send(Scene.toPool(lead, 1, null));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from pooled_lead where pool_id is null and lead_id = ?",
                        lead)
                    == 1);

    String pool = newId("late");
    Scene.pool(pool, "{\"name\": \"Late\", \"default\": true}");

    assertThat(Scene.awaitPooled(lead, 1).pool()).isEqualTo(pool);
  }

  @Test
  void aReleaseDeliveredTwiceOrLatePoolsOnce() {
    String pool = newId("pool");
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.newLead();
    String id = java.util.UUID.randomUUID().toString();
    TestEvents.send(id, "c", Scene.toPool(lead, 5, pool));
    TestEvents.send(id, "c", Scene.toPool(lead, 5, pool));

    TestEvents.send(Scene.toPool(lead, 3, pool));
    TestEvents.send(Scene.toPool(lead, 6, pool));

    Scene.awaitPooled(lead, 6);
    assertThat(TestEvents.logged(lead, PoolEvent.Pooled.class))
        .extracting(PoolEvent.Pooled::epoch)
        .containsExactly(5L, 6L);
  }

  @Test
  void membersSeeLeadsMaskedWithTheirEarlierOwners() {
    String owner = newId("owner");
    Scene.knownReps("a", rep, owner);
    String pool = newId("pool");
    Scene.pool(pool, "{\"name\": \"P\", \"members\": {\"teams\": [\"a\"]}}");
    String lead = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.received(lead, List.of("华东区"), "制造业"));
    TestEvents.send(Scene.granted(lead, 1, owner, now, now.plus(Duration.ofDays(9)), null));
    TestEvents.send(Scene.toPool(lead, 2, pool));
    Scene.awaitPooled(lead, 2);

    Response response =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> list(rep, "/api/pool/pools/" + pool + "/leads?industry=制造业", "rep"),
                r -> r.<List<?>>path("items").size() == 1);

    assertThat(response.asString())
        .contains("138****8000", "z***@example.com", "张*")
        .doesNotContain("0013", "zhangwei", "张伟");
    assertThat(response.<String>path("items[0].earlierOwners[0].repId")).isEqualTo(owner);
    assertThat(response.<String>path("items[0].cause")).isEqualTo("unassigned");
  }

  @Test
  void anErasedLeadKeepsItsPlaceWithoutItsContact() {
    Scene.knownReps("a", rep);
    String pool = newId("pool");
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);
    TestEvents.send(Scene.received(lead, List.of(), "制造业"));
    TestEvents.send(new LeadEvent.Erased(lead));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from lead_facts where lead_id = ? and erased and facts is"
                            + " not null",
                        lead)
                    == 1);

    Response response = list(rep, "/api/pool/pools/" + pool + "/leads", "rep");

    assertThat(response.asString()).contains(lead).doesNotContain("138****8000");
  }

  @Test
  void aListGoesOnWhereItsPageEnded() {
    Scene.knownReps("a", rep);
    String pool = newId("pool");
    Scene.pool(pool, "{\"name\": \"P\"}");
    List<String> leads = Scene.pooledLeads(pool, 3);
    String path = "/api/pool/pools/" + pool + "/leads?limit=2";

    Response first = list(rep, path, "rep");
    Response second = list(rep, path + "&cursor=" + first.path("next"), "rep");

    List<String> seen = new java.util.ArrayList<>(first.<List<String>>path("items.leadId"));
    seen.addAll(second.path("items.leadId"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(second.<Object>path("next")).isNull();
  }

  @Test
  void anOutsiderSeesNoLeads() {
    Scene.knownReps("b", rep);
    String pool = newId("pool");
    Scene.pool(pool, "{\"name\": \"P\", \"members\": {\"teams\": [\"a\"]}}");

    assertThat(list(rep, "/api/pool/pools/" + pool + "/leads", "rep").statusCode()).isEqualTo(403);
    assertThat(list(rep, "/api/pool/pools", "rep").<List<String>>path("items.id"))
        .doesNotContain(pool);
  }

  @Test
  void aMovedLeadIsInTheOtherPoolOnly() {
    Scene.knownReps("a", rep);
    String from = newId("from");
    String to = newId("to");
    Scene.pool(from, "{\"name\": \"From\"}");
    Scene.pool(to, "{\"name\": \"To\"}");
    String lead = Scene.pooledLead(from);

    Response moved =
        given()
            .auth()
            .oauth2(TestTokens.of("admin", "admin"))
            .contentType(ContentType.JSON)
            .body(Map.of("pool", to))
            .post("/api/pool/pools/" + from + "/leads/" + lead + "/move");

    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(Scene.code(Scene.claim(rep, from, lead))).isEqualTo("claim.gone");
    assertThat(Scene.code(Scene.claim(rep, to, lead))).isEqualTo("ok");
    assertThat(TestEvents.logged(lead, PoolEvent.Moved.class)).hasSize(1);
  }

  private static Response list(String user, String path, String role) {
    return given().urlEncodingEnabled(true).auth().oauth2(TestTokens.of(user, role)).get(path);
  }
}
