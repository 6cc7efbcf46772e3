package dev.fairlead.ownership;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the tests of the ledger have in common: people, leads, and commands on them. */
final class Scene {

  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final Terms TERMS = new Terms("P10D", "P3D", "P20D", "PT30M", Terms.CALENDAR);

  private Scene() {}

  /** An id nobody else uses. */
  static String fresh(String stem) {
    return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A rep of these teams whom the ledger knows. */
  static String aRep(String stem, String... teams) {
    String id = fresh(stem);
    TestEvents.send(rep(id, "active", null, teams));
    known("rep", id);
    return id;
  }

  static void known(String table, String id) {
    await()
        .atMost(PATIENCE)
        .until(() -> TestEvents.count("select count(*) from " + table + " where id = ?", id) == 1);
  }

  static RosterEvent.Rep rep(String id, String status, String manager, String... teams) {
    return new RosterEvent.Rep(
        id,
        id,
        List.of(teams),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null,
        1,
        "Asia/Shanghai",
        Map.of(),
        null,
        status,
        null,
        manager,
        null,
        false);
  }

  static String aTeam(String... managers) {
    String id = fresh("team");
    TestEvents.send(new RosterEvent.Team(id, id, null, null, List.of(managers), false));
    known("team", id);
    return id;
  }

  /** A lead that the rep owns at epoch 1. */
  static String ownedBy(String rep, String team) {
    return ownedBy(rep, team, 1).getFirst();
  }

  static List<String> ownedBy(String rep, String team, int many) {
    List<String> leads = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String lead = UUID.randomUUID().toString();
      leads.add(lead);
      TestEvents.send(assigned(lead, rep, team, 0));
    }
    leads.forEach(lead -> logged(lead, OwnershipEvent.Granted.class));
    return leads;
  }

  static AssignmentEvent.Assigned assigned(String lead, String rep, String team, long epoch) {
    return new AssignmentEvent.Assigned(
        lead, epoch, rep, team, UUID.randomUUID().toString(), 1, "east", "assigned", TERMS);
  }

  /** The first event of that kind about a lead, as soon as it is logged. */
  static <T extends OwnershipEvent> T logged(String lead, Class<T> event) {
    return await(event.getSimpleName())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> TestEvents.logged(lead, event), found -> !found.isEmpty())
        .getFirst();
  }

  static RequestSpecification as(String user, String... roles) {
    return given().auth().oauth2(TestTokens.of(user, roles)).contentType("application/json").when();
  }

  static ValidatableResponse command(String rep, String lead, String name, Map<String, ?> body) {
    return as(rep, "rep").body(body).post("/api/ownership/leads/{id}/" + name, lead).then();
  }

  static ValidatableResponse show(String lead) {
    return as("admin", "admin").get("/api/ownership/leads/{id}", lead).then().statusCode(200);
  }

  static void caps(Integer cap, boolean countWon) {
    TestEvents.send(new PoolEvent.Settings(PoolEvent.Settings.ID, cap, countWon));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from holding_cap where cap is not distinct from ?::int"
                            + " and count_won = ?",
                        cap,
                        countWon)
                    == 1);
  }
}
