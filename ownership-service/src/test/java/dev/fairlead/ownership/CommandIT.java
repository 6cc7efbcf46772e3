package dev.fairlead.ownership;

import static dev.fairlead.ownership.Scene.PATIENCE;
import static dev.fairlead.ownership.Scene.TERMS;
import static dev.fairlead.ownership.Scene.aRep;
import static dev.fairlead.ownership.Scene.aTeam;
import static dev.fairlead.ownership.Scene.as;
import static dev.fairlead.ownership.Scene.command;
import static dev.fairlead.ownership.Scene.logged;
import static dev.fairlead.ownership.Scene.ownedBy;
import static dev.fairlead.ownership.Scene.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands of people, as the outside gives them. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class CommandIT {

  private String team = "";
  private String rep = "";
  private String mate = "";
  private String lead = "";

  @BeforeEach
  void aLead() {
    team = aTeam();
    rep = aRep("rep", team);
    mate = aRep("mate", team);
    lead = ownedBy(rep, team);
  }

  @Test
  void anAppointmentAheadExemptsAndIsTold() {
    Instant at = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);

    command(rep, lead, "appointments", Map.of("at", at.toString(), "note", "demo on site"))
        .statusCode(200)
        .body("appointment", equalTo(at.toString()))
        .body("acceptedAt", notNullValue());

    assertThat(logged(lead, OwnershipEvent.Appointment.class).at()).isEqualTo(at);
    as(rep, "rep").delete("/api/ownership/leads/{id}/appointments", lead).then().statusCode(200);
    assertThat(TestEvents.logged(lead, OwnershipEvent.Appointment.class).getLast().at()).isNull();
  }

  @Test
  void anAppointmentInThePastOrInTheFarFutureIsNone() {
    command(rep, lead, "appointments", Map.of("at", "2020-01-01T00:00:00Z"))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/at"));
    command(rep, lead, "appointments", Map.of("at", "2999-01-01T00:00:00Z")).statusCode(422);
  }

  @Test
  void aLapseOfALeadWithADealInSightIsRefusedWithThatReason() {
    command(rep, lead, "opportunity", Map.of("state", "open", "value", 120000)).statusCode(200);
    OwnershipEvent.Granted granted = logged(lead, OwnershipEvent.Granted.class);

    TestEvents.send(new PoolEvent.Lapsed(lead, 1, rep, granted.deadline(), "no-follow-up"));

    assertThat(logged(lead, OwnershipEvent.Refused.class).reason()).isEqualTo("not-due");
    assertThat(logged(lead, OwnershipEvent.Opportunity.class).value())
        .isEqualByComparingTo("120000");
    show(lead).body("opportunity", notNullValue());
  }

  @Test
  void anSdrQualifiesAnAeIsAssignedAndTheSdrStaysHelper() {
    command(rep, lead, "handoff", Map.of("stage", "ae", "reason", "qualified"))
        .statusCode(200)
        .body("state", equalTo("assigning"))
        .body("stage", equalTo("ae"))
        .body("epoch", equalTo(2));
    assertThat(logged(lead, OwnershipEvent.HandedOff.class).stage()).isEqualTo("ae");
    OwnershipEvent.Released released = logged(lead, OwnershipEvent.Released.class);
    assertThat(released.cause()).isEqualTo("handed-off");
    assertThat(released.stage()).isEqualTo("ae");

    TestEvents.send(
        new AssignmentEvent.Assigned(
            lead,
            2,
            mate,
            team,
            "d2",
            1,
            "ae",
            "handed-off",
            TERMS,
            List.of(new AssignmentEvent.Helper("expert", "read"))));

    await().atMost(PATIENCE).untilAsserted(() -> show(lead).body("owner", equalTo(mate)));
    show(lead)
        .body("cause", equalTo("handed-off"))
        .body("stage", equalTo("ae"))
        .body("helpers.repId", contains(rep, "expert"));
    command(rep, lead, "activities", Map.of("kind", "call")).statusCode(201);
  }

  @Test
  void whoWonALeadHandsItToCustomerSuccess() {
    command(rep, lead, "close", Map.of("result", "won", "contractUntil", "2027-12-31"))
        .statusCode(200)
        .body("contractUntil", equalTo("2028-01-01T00:00:00Z"));
    assertThat(logged(lead, OwnershipEvent.Closed.class).contractUntil()).isNotNull();

    command(rep, lead, "handoff", Map.of("stage", "csm")).statusCode(200);

    command(mate, lead, "handoff", Map.of("stage", "csm")).statusCode(403);
  }

  @Test
  void aMergedLeadNamesItsSurvivorAndMergesNowhereElse() {
    String other = ownedBy(mate, team);

    command(rep, lead, "merge", Map.of("into", other, "reason", "same person"))
        .statusCode(200)
        .body("result", equalTo("merged"))
        .body("mergedInto", equalTo(other));

    assertThat(logged(lead, OwnershipEvent.Closed.class).mergedInto()).isEqualTo(other);
    as("admin", "admin")
        .body(Map.of("into", lead))
        .post("/api/ownership/leads/{id}/merge", other)
        .then()
        .statusCode(409)
        .body("code", equalTo("merge.closed"));
    as("admin", "admin")
        .body(Map.of("into", other))
        .post("/api/ownership/leads/{id}/merge", other)
        .then()
        .statusCode(422)
        .body("code", equalTo("merge.same-lead"));
    as("admin", "admin")
        .body(Map.of("into", UUID.randomUUID().toString()))
        .post("/api/ownership/leads/{id}/merge", other)
        .then()
        .statusCode(422)
        .body("code", equalTo("merge.unknown"));
  }

  @Test
  void aHelpersAccessEndsWhenItsTimeIsOverAndIsTold() {
    Instant until = Instant.now().plusSeconds(1);
    command(
            rep,
            lead,
            "helpers",
            Map.of("repId", mate, "access", "write", "until", until.toString()))
        .statusCode(200)
        .body("helpers", hasSize(1));

    OwnershipEvent.HelperRemoved removed = logged(lead, OwnershipEvent.HelperRemoved.class);

    assertThat(removed.reason()).isEqualTo("expired");
    show(lead).body("helpers", empty());
  }

  @Test
  void aHelperMayBeTakenOffAndMayLeave() {
    command(rep, lead, "helpers", Map.of("repId", mate, "access", "write")).statusCode(200);

    as(mate, "rep")
        .delete("/api/ownership/leads/{id}/helpers/{rep}", lead, mate)
        .then()
        .statusCode(200)
        .body("helpers", empty());
    as(rep, "rep")
        .delete("/api/ownership/leads/{id}/helpers/{rep}", lead, mate)
        .then()
        .statusCode(409)
        .body("code", equalTo("ledger.no-helper"));
  }

  @Test
  void anEmptyActivityIsMarkedAsSuch() {
    command(rep, lead, "activities", Map.of("kind", "call")).statusCode(201);
    command(rep, lead, "activities", Map.of("kind", "visit", "outcome", "met")).statusCode(201);

    as(rep, "rep")
        .get("/api/ownership/leads/{id}/activities", lead)
        .then()
        .body("items.empty", contains(true, false));
  }

  @Test
  void kindsOfActivityAndTheirOutcomesAreAMatterOfSettings() {
    Map<String, Object> settings =
        Map.of(
            "activityKinds",
            Map.of(
                "call",
                Map.of("qualifying", true, "outcomes", List.of("reached", "no-answer")),
                "thought",
                Map.of("qualifying", false)),
            "acceptTries",
            2);
    String tag =
        as("admin", "admin").get("/api/ownership/settings").then().extract().header("ETag");
    as("admin", "admin")
        .header("If-Match", tag)
        .body(settings)
        .put("/api/ownership/settings")
        .then()
        .statusCode(200)
        .body("acceptTries", equalTo(2));
    try {
      as("admin", "admin")
          .header("If-Match", tag)
          .body(settings)
          .put("/api/ownership/settings")
          .then()
          .statusCode(412)
          .body("code", equalTo("config.changed"));
      command(rep, lead, "activities", Map.of("kind", "call", "outcome", "sold"))
          .statusCode(422)
          .body("errors[0].pointer", equalTo("/outcome"));
      command(rep, lead, "activities", Map.of("kind", "visit")).statusCode(422);
      command(rep, lead, "activities", Map.of("kind", "thought")).statusCode(201);
      assertThat(logged(lead, OwnershipEvent.Activity.class).qualifying()).isFalse();
    } finally {
      as("admin", "admin").body(Map.of()).put("/api/ownership/settings").then().statusCode(200);
    }
  }

  @Test
  void settingsThatCannotBeMeantAreRefused() {
    as("admin", "admin")
        .body(Map.of("lockCap", -1, "acceptTries", 0, "appointmentWithin", "soon"))
        .put("/api/ownership/settings")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/lockCap", "/acceptTries", "/appointmentWithin")));
    as(rep, "rep").get("/api/ownership/settings").then().statusCode(403);
  }

  @Test
  void theLeadIsSeenAsItStoodAtAnyInstantWithPoolHelpersAndExemptions() {
    command(rep, lead, "lock", Map.of()).statusCode(200);
    command(rep, lead, "helpers", Map.of("repId", mate, "access", "read")).statusCode(200);
    Instant helped = Instant.now();
    command(rep, lead, "release", Map.of("reason", "no budget")).statusCode(200);
    Instant released = Instant.now();
    TestEvents.send(new PoolEvent.Pooled(lead, 2, "east", "returned", Instant.now()));
    await().atMost(PATIENCE).untilAsserted(() -> show(lead).body("pool", equalTo("east")));
    Instant placed = Instant.now();
    TestEvents.send(new PoolEvent.Moved(lead, "east", "west", "pool-admin"));
    await().atMost(PATIENCE).untilAsserted(() -> show(lead).body("pool", equalTo("west")));

    asOf(helped)
        .body("owner", equalTo(rep))
        .body("locked", equalTo(true))
        .body("policyVersion", equalTo(1))
        .body("terms.initial", equalTo("P10D"))
        .body("helpers.repId", contains(mate));
    asOf(released).body("state", equalTo("pooled")).body("helpers", empty());
    asOf(placed).body("pool", equalTo("east"));
  }

  @Test
  void aRecalledLeadGoesBackToAssignment() {
    command(rep, lead, "release", Map.of("reason", "no budget")).statusCode(200);

    TestEvents.send(new PoolEvent.Recalled(lead, 2, "public", "touched"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> show(lead).body("state", equalTo("assigning")).body("epoch", equalTo(3)));
    OwnershipEvent.Released released =
        TestEvents.logged(lead, OwnershipEvent.Released.class).getLast();
    assertThat(released.cause()).isEqualTo("touched");
    assertThat(released.to()).isEqualTo("assignment");
  }

  @Test
  void analystsAndIntegrationsReadAndCommandNothing() {
    for (String role : List.of("analyst", "integration")) {
      as("machine", role).get("/api/ownership/leads/{id}", lead).then().statusCode(200);
      as("machine", role)
          .body(Map.of("reason", "r"))
          .post("/api/ownership/leads/{id}/release", lead)
          .then()
          .statusCode(403);
    }
  }

  @Test
  void theSameKeyWithTheSameBodyGivesTheSameAnswerOnce() {
    for (int i = 0; i < 2; i++) {
      as(rep, "rep")
          .header("Idempotency-Key", "k-" + lead)
          .body(Map.of("kind", "call"))
          .post("/api/ownership/leads/{id}/activities", lead)
          .then()
          .statusCode(201);
    }

    assertThat(TestEvents.logged(lead, OwnershipEvent.Activity.class)).hasSize(1);
  }

  private io.restassured.response.ValidatableResponse asOf(Instant at) {
    return as("admin", "admin")
        .queryParam("at", at.toString())
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .statusCode(200);
  }
}
