package dev.fairlead.ownership;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class OwnershipIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Terms TERMS = new Terms("P10D", "P3D", "P20D", "PT30M", Terms.CALENDAR);

  private final String lead = UUID.randomUUID().toString();

  @BeforeEach
  void reps() {
    List.of("li-lei", "han-meimei").forEach(id -> TestEvents.send(rep(id)));
    TestEvents.send(new RosterEvent.Team("east", "华东一组", null, null, List.of("zhang-wei"), false));
    List.of("li-lei", "han-meimei").forEach(id -> Scene.known("rep", id));
    Scene.known("team", "east");
  }

  @Test
  void anAssignmentIsGrantedWithFrozenTermsAndTheNextEpoch() {
    String proposal = TestEvents.send(assigned("li-lei", 0));

    OwnershipEvent.Granted granted = logged(OwnershipEvent.Granted.class);
    assertThat(granted.epoch()).isEqualTo(1);
    assertThat(granted.owner()).isEqualTo("li-lei");
    assertThat(granted.terms()).isEqualTo(TERMS);
    assertThat(granted.deadline())
        .isEqualTo(
            granted
                .acquiredAt()
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .plusDays(10)
                .toInstant());
    assertThat(TestEvents.logged(lead).getFirst().causationId()).isEqualTo(proposal);
    as("li-lei", "rep")
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .statusCode(200)
        .body("state", equalTo("owned"))
        .body("epoch", equalTo(1))
        .body("acceptBy", notNullValue());
  }

  @Test
  void theSecondOfTwoProposalsForOneEpochIsRefusedAsStale() {
    TestEvents.send(assigned("li-lei", 0));
    logged(OwnershipEvent.Granted.class);

    TestEvents.send(assigned("han-meimei", 0));

    OwnershipEvent.Refused refused = logged(OwnershipEvent.Refused.class);
    assertThat(refused.reason()).isEqualTo("stale");
    assertThat(refused.repId()).isEqualTo("han-meimei");
    assertThat(TestEvents.logged(lead, OwnershipEvent.Granted.class)).hasSize(1);
  }

  @Test
  void theCircleOfEpochsIsTheOneOfTheContract() {
    TestEvents.send(assigned("li-lei", 0, new Terms("PT1S", "PT1S", "PT2S", null, Terms.CALENDAR)));
    Instant deadline = logged(OwnershipEvent.Granted.class).deadline();
    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(deadline));

    TestEvents.send(new PoolEvent.Lapsed(lead, 1, "li-lei", deadline, "no-follow-up"));
    OwnershipEvent.Released released = logged(OwnershipEvent.Released.class);
    TestEvents.send(new PoolEvent.Pooled(lead, 2, "public", "recycled", Instant.now()));
    TestEvents.send(
        new PoolEvent.Claimed(lead, 2, "public", "han-meimei", "claimed", null, TERMS, null, null));

    await()
        .atMost(PATIENCE)
        .until(() -> TestEvents.logged(lead, OwnershipEvent.Granted.class).size() == 2);
    assertThat(released.epoch()).isEqualTo(2);
    assertThat(released.cause()).isEqualTo("recycled");
    OwnershipEvent.Granted again = TestEvents.logged(lead, OwnershipEvent.Granted.class).getLast();
    assertThat(again.epoch()).isEqualTo(3);
    assertThat(again.cause()).isEqualTo("claimed");
    as("han-meimei", "rep")
        .get("/api/ownership/leads/{id}/history", lead)
        .then()
        .statusCode(200)
        .body("items.epoch", equalTo(List.of(1, 2, 3)))
        .body("items.cause", equalTo(List.of("assigned", "recycled", "claimed")))
        .body("items[1].from", equalTo("li-lei"))
        .body("items[2].to", equalTo("han-meimei"));
  }

  @Test
  void anActivityAcceptsTheOfferAndExtendsTheProtection() {
    owned();

    command("li-lei", "activities", Map.of("kind", "call", "outcome", "reached"))
        .statusCode(201)
        .body("acceptedAt", notNullValue());

    assertThat(TestEvents.logged(lead, OwnershipEvent.Activity.class))
        .singleElement()
        .satisfies(a -> assertThat(a.qualifying()).isTrue());
    assertThat(TestEvents.logged(lead, OwnershipEvent.Accepted.class)).hasSize(1);
    command("li-lei", "decline", Map.of("reason", "busy"))
        .statusCode(409)
        .body("code", equalTo("ledger.already-accepted"));
  }

  @Test
  void aDeclinedOfferGoesBackToAssignment() {
    owned();

    command("li-lei", "decline", Map.of("reason", "busy"))
        .statusCode(200)
        .body("state", equalTo("assigning"))
        .body("epoch", equalTo(2));

    OwnershipEvent.Released released = logged(OwnershipEvent.Released.class);
    assertThat(released.to()).isEqualTo("assignment");
    assertThat(released.cause()).isEqualTo("declined");
  }

  @Test
  void aManualTransferLeavesNoHoleInTheHistory() {
    owned();

    command("li-lei", "transfer", Map.of("to", "han-meimei", "reason", "her region"))
        .statusCode(200)
        .body("owner", equalTo("han-meimei"));

    as("han-meimei", "rep")
        .get("/api/ownership/leads/{id}/history", lead)
        .then()
        .body("items.cause", hasItem("transferred"))
        .body("items.epoch", equalTo(List.of(1, 2)));
    command("li-lei", "release", Map.of("reason", "x"))
        .statusCode(403)
        .body("code", equalTo("lead.not-yours"));
  }

  @Test
  void aTransferToARepTheRosterHasNotToldOfIs503() {
    owned();

    command("li-lei", "transfer", Map.of("to", "nobody-yet", "reason", "x"))
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("rep.not-known-yet"));
  }

  @Test
  void aCommandOnAStateThatHasMovedOnIsStaleForAnAdmin() {
    owned();
    command("li-lei", "release", Map.of("reason", "wrong number", "pool", "east")).statusCode(200);

    as("admin", "admin")
        .contentType("application/json")
        .body(Map.of("reason", "too late"))
        .post("/api/ownership/leads/{id}/release", lead)
        .then()
        .statusCode(409)
        .body("code", equalTo("stale"));
    assertThat(logged(OwnershipEvent.Released.class).pool()).isEqualTo("east");
  }

  @Test
  void onlyTheManagerOfTheTeamMayStepIn() {
    owned();

    as("zhang-wei", "rep", "manager")
        .contentType("application/json")
        .body(Map.of())
        .post("/api/ownership/leads/{id}/lock", lead)
        .then()
        .statusCode(200);
    as("han-meimei", "rep")
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .statusCode(403)
        .body("code", equalTo("lead.not-yours"));
  }

  @Test
  void aLeadNobodyHasHeardOfIs404() {
    as("admin", "admin")
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .statusCode(404)
        .body("code", equalTo("lead.unknown"));
  }

  @Test
  void whatIsWrongInABodyIsPointedAt() {
    owned();

    command("li-lei", "close", Map.of("result", "maybe"))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/result"));
    command("li-lei", "activities", Map.of("kind", "shout", "at", "2999-01-01T00:00:00Z"))
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/kind", "/at")));
  }

  @Test
  void aClosedLeadStaysClosed() {
    owned();

    command("li-lei", "close", Map.of("result", "won", "value", 12000))
        .statusCode(200)
        .body("state", equalTo("closed"))
        .body("epoch", equalTo(2));
    TestEvents.send(assigned("han-meimei", 2));

    assertThat(logged(OwnershipEvent.Refused.class).reason()).isEqualTo("closed");
  }

  @Test
  void theLeadStoodThenAsItStoodThen() {
    owned();
    Instant owned = Instant.now();
    command("li-lei", "release", Map.of("reason", "x")).statusCode(200);

    as("admin", "admin")
        .queryParam("at", owned.toString())
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .body("state", equalTo("owned"))
        .body("owner", equalTo("li-lei"));
    as("admin", "admin")
        .queryParam("at", "2020-01-01T00:00:00Z")
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .statusCode(404);
  }

  @Test
  void aRepListsHisOwnLeadsAndNoOthers() {
    owned();

    as("li-lei", "rep")
        .queryParam("owner", "me")
        .queryParam("limit", 500)
        .get("/api/ownership/leads")
        .then()
        .statusCode(200)
        .body("items.leadId", hasItem(lead));
    as("han-meimei", "rep")
        .queryParam("owner", "li-lei")
        .get("/api/ownership/leads")
        .then()
        .statusCode(403);
  }

  private void owned() {
    TestEvents.send(assigned("li-lei", 0));
    logged(OwnershipEvent.Granted.class);
  }

  private ValidatableResponse command(String user, String name, Map<String, ?> body) {
    return as(user, "rep")
        .contentType("application/json")
        .body(body)
        .post("/api/ownership/leads/{id}/" + name, lead)
        .then();
  }

  private <T extends OwnershipEvent> T logged(Class<T> event) {
    return await(event.getSimpleName())
        .atMost(PATIENCE)
        .until(() -> TestEvents.logged(lead, event), found -> !found.isEmpty())
        .getFirst();
  }

  private AssignmentEvent.Assigned assigned(String rep, long epoch) {
    return assigned(rep, epoch, TERMS);
  }

  private AssignmentEvent.Assigned assigned(String rep, long epoch, Terms terms) {
    return new AssignmentEvent.Assigned(
        lead, epoch, rep, "east", UUID.randomUUID().toString(), 1, "east", "assigned", terms);
  }

  private static RosterEvent.Rep rep(String id) {
    return Scene.rep(id, "active", null, "east");
  }

  private static RequestSpecification as(String user, String... roles) {
    return given().auth().oauth2(TestTokens.of(user, roles)).when();
  }
}
