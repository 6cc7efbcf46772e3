package dev.fairlead.ownership;

import static dev.fairlead.ownership.Scene.aRep;
import static dev.fairlead.ownership.Scene.aTeam;
import static dev.fairlead.ownership.Scene.as;
import static dev.fairlead.ownership.Scene.caps;
import static dev.fairlead.ownership.Scene.command;
import static dev.fairlead.ownership.Scene.fresh;
import static dev.fairlead.ownership.Scene.logged;
import static dev.fairlead.ownership.Scene.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A rep leaves, or many leads change hands: one audited batch. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class BatchIT {

  @Test
  void aRepLeavingAllHisLeadsGoToHisTeamEvenlyInOneAuditedBatch() {
    String team = aTeam();
    String leaver = aRep("leaver", team);
    List<String> mates = List.of(aRep("mate", team), aRep("mate", team), aRep("mate", team));
    String away = fresh("away");
    TestEvents.send(Scene.rep(away, "away", null, team));
    Scene.known("rep", away);
    List<String> leads = ownedBy(leaver, team, 30);
    String helped = ownedBy(mates.getFirst(), team);
    command(mates.getFirst(), helped, "helpers", Map.of("repId", leaver, "access", "write"))
        .statusCode(200);

    String batchId =
        depart(leaver, Map.of("to", "team", "reason", "retired"))
            .body("leads", equalTo(30))
            .body("transferred", equalTo(30))
            .body("helped", equalTo(1))
            .extract()
            .path("batchId");

    assertThat(mates.stream().map(BatchIT::held)).containsExactlyInAnyOrder(11L, 10L, 10L);
    assertThat(held(leaver)).isZero();
    assertThat(leads)
        .allSatisfy(
            lead -> {
              OwnershipEvent.Transferred moved = logged(lead, OwnershipEvent.Transferred.class);
              assertThat(moved.batchId()).isEqualTo(batchId);
              assertThat(moved.from()).isEqualTo(leaver);
              assertThat(moved.reason()).isEqualTo("retired");
            });
    assertThat(logged(helped, OwnershipEvent.HelperRemoved.class).repId()).isEqualTo(leaver);
    as("admin", "admin")
        .get("/api/ownership/leads/{id}/history", leads.getFirst())
        .then()
        .body("items.batchId", hasItem(batchId))
        .body("items[1].operator", equalTo("admin"));
  }

  @Test
  void aSecondDepartureFindsNothingLeftToDo() {
    String team = aTeam();
    String leaver = aRep("leaver", team);
    aRep("mate", team);
    ownedBy(leaver, team, 2);
    depart(leaver, Map.of("to", "team")).body("leads", equalTo(2));

    depart(leaver, Map.of("to", "team")).body("leads", equalTo(0)).body("helped", equalTo(0));
  }

  @Test
  void theTeamTakesWhatItsCapAllowsAndTheRestGoesToThePool() {
    String team = aTeam();
    String leaver = aRep("leaver", team);
    String mate = aRep("mate", team);
    List<String> leads = ownedBy(leaver, team, 5);
    caps(2, false);

    depart(leaver, Map.of("to", "team", "pool", "east"))
        .body("transferred", equalTo(2))
        .body("pooled", equalTo(3));

    caps(null, false);
    assertThat(held(mate)).isEqualTo(2);
    assertThat(
            leads.stream()
                .flatMap(l -> TestEvents.logged(l, OwnershipEvent.Released.class).stream()))
        .hasSize(3)
        .allMatch(released -> "east".equals(released.pool()) && released.cause().equals("admin"));
  }

  @Test
  void theManagerTakesAllWhateverHeHoldsAlready() {
    String boss = aRep("boss");
    String team = aTeam();
    String leaver = fresh("leaver");
    TestEvents.send(Scene.rep(leaver, "active", boss, team));
    Scene.known("rep", leaver);
    ownedBy(leaver, team, 3);
    caps(1, false);

    depart(leaver, Map.of("to", "manager")).body("transferred", equalTo(3));

    caps(null, false);
    assertThat(held(boss)).isEqualTo(3);
  }

  @Test
  void withoutAManagerTheDepartureIsRefusedAndNothingChanges() {
    String team = aTeam();
    String leaver = aRep("leaver", team);
    ownedBy(leaver, team);

    as("admin", "admin")
        .body(Map.of("to", "manager"))
        .post("/api/ownership/reps/{id}/departure", leaver)
        .then()
        .statusCode(409)
        .body("code", equalTo("departure.no-manager"));
    assertThat(held(leaver)).isEqualTo(1);
  }

  @Test
  void thousandsOfLeadsGoInOneBatchWithAConstantNumberOfStatements() throws SQLException {
    String team = aTeam();
    String leaver = aRep("leaver", team);
    String mate = aRep("mate", team);
    String lead = ownedBy(leaver, team);
    try (Connection connection = TestEvents.database();
        PreparedStatement copies =
            connection.prepareStatement(
                "insert into custody (lead_id, state, epoch, owner, team, deadline, doc)"
                    + " select gen_random_uuid(), state, epoch, owner, team, deadline, doc"
                    + " from custody, generate_series(1, 3000) where lead_id = ?")) {
      copies.setString(1, lead);
      assertThat(copies.executeUpdate()).isEqualTo(3000);
    }

    Instant begun = Instant.now();
    String batchId =
        depart(leaver, Map.of("to", "team"))
            .body("transferred", equalTo(3001))
            .extract()
            .path("batchId");

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    assertThat(held(mate)).isEqualTo(3001);
    assertThat(TestEvents.count("select count(*) from ledger_entry where batch_id = ?", batchId))
        .isEqualTo(3001);
  }

  @Test
  void onlyAnAdminSaysThatARepLeaves() {
    as("somebody", "manager")
        .body(Map.of("to", "pool"))
        .post("/api/ownership/reps/{id}/departure", "somebody")
        .then()
        .statusCode(403);
  }

  @Test
  void batchFailingWholeAndLosingItsLog_eachLeadOfABulkTransferAnswersForItself() {
    String team = aTeam();
    String giver = aRep("giver", team);
    String taker = aRep("taker", team);
    String other = aRep("other", team);
    List<String> mine = ownedBy(giver, team, 2);
    String his = ownedBy(other, team);
    String closed = ownedBy(giver, team);
    command(giver, closed, "close", Map.of("result", "lost")).statusCode(200);
    String unknown = UUID.randomUUID().toString();

    String batchId =
        as(giver, "rep")
            .body(
                Map.of(
                    "leadIds",
                    List.of(mine.get(0), his, closed, unknown, mine.get(1)),
                    "to",
                    taker,
                    "reason",
                    "new region"))
            .post("/api/ownership/leads:transfer")
            .then()
            .statusCode(200)
            .body("transferred", equalTo(2))
            .body("items.status", equalTo(List.of(200, 403, 403, 404, 200)))
            .body("items[0].epoch", equalTo(2))
            .body("items[0].problem", nullValue())
            .body("items[1].problem.code", equalTo("lead.not-yours"))
            .extract()
            .path("batchId");

    assertThat(logged(mine.get(1), OwnershipEvent.Transferred.class).batchId()).isEqualTo(batchId);
    assertThat(held(other)).isEqualTo(1);
  }

  @Test
  void allLeadsOfARepMayBeTransferredByAManager() {
    String manager = aRep("manager");
    String team = aTeam(manager);
    String giver = aRep("giver", team);
    String taker = aRep("taker", team);
    ownedBy(giver, team, 4);

    as(manager, "rep", "manager")
        .body(Map.of("from", giver, "to", taker, "reason", "new region"))
        .post("/api/ownership/leads:transfer")
        .then()
        .statusCode(200)
        .body("transferred", equalTo(4));
    assertThat(held(taker)).isEqualTo(4);
  }

  private static io.restassured.response.ValidatableResponse depart(
      String rep, Map<String, String> body) {
    return as("admin", "admin")
        .body(body)
        .post("/api/ownership/reps/{id}/departure", rep)
        .then()
        .statusCode(200);
  }

  private static long held(String rep) {
    return TestEvents.count(
        "select count(*) from custody where owner = ? and state = 'owned'", rep);
  }
}
