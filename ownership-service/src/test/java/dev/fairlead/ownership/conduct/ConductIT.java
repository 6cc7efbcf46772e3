package dev.fairlead.ownership.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.ownership.TeamScene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class ConductIT {

  private final TeamScene scene = new TeamScene();

  @Test
  void aManagerPenalisesARepOfHisTeamsAndLiftsItAgain() {
    String id = penalise(scene.one, "claim-suspension", null).statusCode(201).extract().path("id");

    OwnershipEvent.Penalty told = penalties(scene.one, 1).getFirst();
    assertThat(told.kind()).isEqualTo("claim-suspension");
    assertThat(told.lifted()).isFalse();
    list(scene.one, "rep").body("items.id", contains(id)).body("items[0].active", equalTo(true));

    TeamScene.as(scene.boss, "manager")
        .delete("/api/ownership/penalties/" + id)
        .then()
        .statusCode(204);
    TeamScene.as(scene.boss, "manager")
        .delete("/api/ownership/penalties/" + id)
        .then()
        .statusCode(204);

    assertThat(penalties(scene.one, 2))
        .extracting(OwnershipEvent.Penalty::lifted)
        .containsExactly(false, true);
    list(scene.one, "rep")
        .body("items[0].active", equalTo(false))
        .body("items[0].liftedBy", equalTo(scene.boss));
  }

  @Test
  void nobodyPenalisesRepsOfOthersNorHimself() {
    TeamScene elsewhere = new TeamScene();

    TeamScene.post(
            elsewhere.boss,
            "/api/ownership/penalties",
            Map.of("repId", scene.one, "kind", "warning", "reason", "x"),
            "manager")
        .statusCode(403)
        .body("code", equalTo("rep.not-yours"));
    TeamScene.post(
            scene.one,
            "/api/ownership/penalties",
            Map.of("repId", scene.one, "kind", "warning", "reason", "x"),
            "rep",
            "manager")
        .statusCode(403)
        .body("code", equalTo("rep.oneself"));
    TeamScene.post(
            scene.one,
            "/api/ownership/penalties",
            Map.of("repId", scene.other, "kind", "warning", "reason", "x"),
            "rep")
        .statusCode(403);
    TeamScene.post(
            "admin",
            "/api/ownership/penalties",
            Map.of("repId", "nobody-yet", "kind", "warning", "reason", "x"),
            "admin")
        .statusCode(503)
        .header("Retry-After", notNullValue());
    penalise(scene.one, "flogging", "2020-01-01")
        .statusCode(422)
        .body("errors.pointer", contains("/kind", "/until"));
  }

  @Test
  void aRepSeesHisOwnPenaltiesOnly() {
    penalise(scene.one, "warning", null).statusCode(201);

    list(scene.other, "rep").body("items", hasSize(0));
    TeamScene.as(scene.other, "rep")
        .queryParam("repId", scene.one)
        .get("/api/ownership/penalties")
        .then()
        .statusCode(403);
    list(new TeamScene().boss, "manager").body("items.repId", not(hasItem(scene.one)));
    TeamScene.as("x", "analyst")
        .queryParam("repId", scene.one)
        .queryParam("active", true)
        .get("/api/ownership/penalties")
        .then()
        .body("items.repId", contains(scene.one));
  }

  @Test
  void anAppealIsDecidedOnceByTheManager() {
    String id = penalise(scene.one, "lower-weight", null).extract().path("id");
    String appeal = "/api/ownership/penalties/" + id + "/appeal";

    TeamScene.post(scene.other, appeal, Map.of("reason", "x"), "rep").statusCode(403);
    TeamScene.post(
            scene.boss, appeal + "/decision", Map.of("outcome", "lifted", "reason", "x"), "manager")
        .statusCode(409)
        .body("code", equalTo("penalty.no-appeal"));
    TeamScene.post(scene.one, appeal, Map.of("reason", "it was not me"), "rep")
        .statusCode(200)
        .body("appeal.state", equalTo("opened"));
    TeamScene.post(scene.one, appeal, Map.of("reason", "again"), "rep")
        .statusCode(409)
        .body("code", equalTo("penalty.appealed"));
    TeamScene.post(
            scene.boss,
            appeal + "/decision",
            Map.of("outcome", "lifted", "reason", "right"),
            "manager")
        .statusCode(200)
        .body("appeal.state", equalTo("lifted"))
        .body("active", equalTo(false));

    assertThat(TestEvents.logged(scene.one, OwnershipEvent.PenaltyAppeal.class))
        .extracting(OwnershipEvent.PenaltyAppeal::state)
        .containsExactly("opened", "lifted");
    assertThat(penalties(scene.one, 2).getLast().lifted()).isTrue();
  }

  @Test
  void anUpheldPenaltyHolds() {
    String id = penalise(scene.one, "warning", null).extract().path("id");
    String appeal = "/api/ownership/penalties/" + id + "/appeal";
    TeamScene.post(scene.one, appeal, Map.of("reason", "x"), "rep").statusCode(200);

    TeamScene.post(
            scene.boss,
            appeal + "/decision",
            Map.of("outcome", "upheld", "reason", "no"),
            "manager")
        .statusCode(200)
        .body("active", equalTo(true))
        .body("appeal.decidedBy", equalTo(scene.boss));
  }

  @Test
  void aSwapIsFoundOnceAndBothAreWarned() {
    String lead = scene.owned(scene.one);
    scene
        .command(lead, scene.one, "transfer", Map.of("to", scene.other, "reason", "x"))
        .statusCode(200);
    scene
        .command(lead, scene.other, "transfer", Map.of("to", scene.one, "reason", "x"))
        .statusCode(200);

    List<OwnershipEvent.Violation> found =
        TeamScene.logged(lead, OwnershipEvent.Violation.class, 2);
    judgeAgain(lead);

    assertThat(found)
        .extracting(OwnershipEvent.Violation::repId)
        .containsExactlyInAnyOrder(scene.one, scene.other);
    assertThat(found).allSatisfy(v -> assertThat(v.rule()).isEqualTo("swap"));
    assertThat(found.getFirst().evidence())
        .containsExactlyElementsOf(
            TestEvents.logged(lead).stream()
                .filter(row -> row.event() instanceof OwnershipEvent.Transferred)
                .map(TestEvents.Logged::id)
                .toList());
    assertThat(TestEvents.logged(lead, OwnershipEvent.Violation.class)).hasSize(2);
    List<OwnershipEvent.Penalty> warned = TeamScene.logged(lead, OwnershipEvent.Penalty.class, 2);
    assertThat(warned).hasSize(2);
    assertThat(warned)
        .allSatisfy(
            penalty -> {
              assertThat(penalty.kind()).isEqualTo("warning");
              assertThat(penalty.violationId()).isNotNull();
            });
  }

  @Test
  void aManagersTransfersAreNoSwap() {
    String lead = scene.owned(scene.one);
    move(lead, scene.other);
    move(lead, scene.one);
    String swapped = scene.owned(scene.one);
    scene
        .command(swapped, scene.one, "transfer", Map.of("to", scene.other, "reason", "x"))
        .statusCode(200);
    scene
        .command(swapped, scene.other, "transfer", Map.of("to", scene.one, "reason", "x"))
        .statusCode(200);

    TeamScene.logged(swapped, OwnershipEvent.Violation.class, 2);
    assertThat(TestEvents.logged(lead, OwnershipEvent.Violation.class)).isEmpty();
  }

  @Test
  void workOnAnothersProtectedContactIsFoundAndAgainstHim() {
    String phone = "+86138" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    String his = UUID.randomUUID().toString();
    scene.received(his, phone, "html_form", "crm", false);
    scene.assign(his, scene.one, 0);
    String mine = UUID.randomUUID().toString();
    scene.received(mine, phone, "html_form", "crm", false);
    scene.assign(mine, scene.other, 0);
    String otherProduct = UUID.randomUUID().toString();
    scene.received(otherProduct, phone, "html_form", "erp", false);
    scene.assign(otherProduct, scene.other, 0);

    scene.command(otherProduct, scene.other, "activities", call()).statusCode(201);
    scene.command(mine, scene.other, "activities", call()).statusCode(201);
    scene.command(mine, scene.other, "activities", call()).statusCode(201);

    OwnershipEvent.Violation found =
        TeamScene.logged(his, OwnershipEvent.Violation.class, 1).getFirst();
    assertThat(found.rule()).isEqualTo("protected-contact");
    assertThat(found.repId()).isEqualTo(scene.other);
    assertThat(found.against()).isEqualTo(scene.one);
    judged(mine, otherProduct);
    assertThat(TestEvents.logged(his, OwnershipEvent.Violation.class)).hasSize(1);
  }

  @Test
  void threeIdleClaimsAreOneBreach() {
    String last = "";
    for (int i = 0; i < 3; i++) {
      last = scene.owned(scene.other);
      scene.command(last, scene.other, "release", Map.of("reason", "x")).statusCode(200);
      scene.claim(last, scene.one, 2);
      scene.command(last, scene.one, "release", Map.of("reason", "not for me")).statusCode(200);
      judged(last);
    }

    OwnershipEvent.Violation found =
        TeamScene.logged(last, OwnershipEvent.Violation.class, 1).getFirst();
    assertThat(found.rule()).isEqualTo("claim-and-release");
    assertThat(found.repId()).isEqualTo(scene.one);
    assertThat(found.evidence()).hasSize(3);
  }

  @Test
  void emptyWorkJustBeforeTheDeadlineIsFoundTheThirdTime() {
    Terms short20h = new Terms("PT20H", "PT1H", "P20D", null, Terms.CALENDAR);
    String last = "";
    for (int i = 0; i < 3; i++) {
      last = scene.owned(scene.one, short20h);
      scene.command(last, scene.one, "activities", Map.of("kind", "call")).statusCode(201);
    }
    String worked = scene.owned(scene.other, short20h);
    scene.command(worked, scene.other, "activities", call()).statusCode(201);
    judged(last, worked);

    List<String> rules = violations(scene.one).extract().path("items.rule");
    assertThat(rules).containsExactly("empty-follow-up");
    violations(scene.other).body("items", hasSize(0));
  }

  @Test
  void aMateWhoClaimsAndHandsBackIsFound() {
    String lead = scene.owned(scene.one);
    scene.command(lead, scene.one, "release", Map.of("reason", "x")).statusCode(200);
    scene.claim(lead, scene.other, 2);
    scene
        .command(lead, scene.other, "helpers", Map.of("repId", scene.one, "access", "write"))
        .statusCode(200);

    assertThat(TeamScene.logged(lead, OwnershipEvent.Violation.class, 2))
        .allSatisfy(v -> assertThat(v.rule()).isEqualTo("mate-reclaim"))
        .extracting(OwnershipEvent.Violation::repId)
        .containsExactlyInAnyOrder(scene.one, scene.other);
  }

  @Test
  void aDismissedViolationCountsNoMoreAndItsPenaltyIsLifted() {
    String lead = scene.owned(scene.one);
    scene
        .command(lead, scene.one, "transfer", Map.of("to", scene.other, "reason", "x"))
        .statusCode(200);
    scene
        .command(lead, scene.other, "transfer", Map.of("to", scene.one, "reason", "x"))
        .statusCode(200);
    TeamScene.logged(lead, OwnershipEvent.Penalty.class, 2);
    String id = violations(scene.one).extract().path("items[0].id");
    String dismiss = "/api/ownership/violations/" + id + "/dismiss";

    TeamScene.post(new TeamScene().boss, dismiss, Map.of("reason", "x"), "manager").statusCode(403);
    TeamScene.post(scene.boss, dismiss, Map.of("reason", "I told them to"), "manager")
        .statusCode(200)
        .body("dismissedBy", equalTo(scene.boss));
    TeamScene.post(scene.boss, dismiss, Map.of("reason", "x"), "manager").statusCode(409);

    assertThat(TeamScene.logged(lead, OwnershipEvent.Penalty.class, 3).getLast().lifted()).isTrue();
    list(scene.one, "rep").body("items.active", everyItem(equalTo(false)));
  }

  @Test
  void violationsAreForThoseAboveTheRep() {
    TeamScene.as(scene.one, "rep").get("/api/ownership/violations").then().statusCode(403);
    TeamScene.as(new TeamScene().boss, "manager")
        .queryParam("repId", scene.one)
        .get("/api/ownership/violations")
        .then()
        .body("items", hasSize(0));
    TeamScene.as("admin", "admin")
        .queryParam("from", "yesterday")
        .get("/api/ownership/violations")
        .then()
        .statusCode(422);
  }

  @Test
  void rulesAreVersionedAndGuardedAgainstLostChanges() {
    String tag =
        TeamScene.as("admin", "admin")
            .get("/api/ownership/conduct")
            .then()
            .statusCode(200)
            .body(
                "rules.name",
                hasItems(
                    "protected-contact",
                    "swap",
                    "claim-and-release",
                    "empty-follow-up",
                    "mate-reclaim"))
            .extract()
            .header("ETag");
    Map<String, ?> body =
        Map.of("rules", List.of(Map.of("name", "swap", "parameters", Map.of("within", "P30D"))));

    TeamScene.as("admin", "admin")
        .contentType("application/json")
        .header("If-Match", tag)
        .body(body)
        .put("/api/ownership/conduct")
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(tag)));
    TeamScene.as("admin", "admin")
        .contentType("application/json")
        .header("If-Match", tag)
        .body(body)
        .put("/api/ownership/conduct")
        .then()
        .statusCode(412)
        .body("code", equalTo("conduct.changed"));
    TeamScene.as("admin", "admin")
        .contentType("application/json")
        .body(Map.of("rules", List.of(Map.of("name", "nonsense"))))
        .put("/api/ownership/conduct")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/rules/0/name"));
    TeamScene.as(scene.boss, "manager")
        .contentType("application/json")
        .body(body)
        .put("/api/ownership/conduct")
        .then()
        .statusCode(403);
  }

  private static Map<String, ?> call() {
    return Map.of("kind", "call", "outcome", "reached", "note", "spoke about prices");
  }

  private void move(String lead, String to) {
    TeamScene.post(
            scene.boss,
            "/api/ownership/leads/" + lead + "/transfer",
            Map.of("to", to, "reason", "balance"),
            "manager")
        .statusCode(200);
  }

  private ValidatableResponse penalise(
      String rep, String kind, @org.jspecify.annotations.Nullable String until) {
    Map<String, Object> body =
        new java.util.HashMap<>(Map.of("repId", rep, "kind", kind, "reason", "because"));
    if (until != null) {
      body.put("until", until);
    }
    return TeamScene.post(scene.boss, "/api/ownership/penalties", body, "manager");
  }

  private static List<OwnershipEvent.Penalty> penalties(String rep, int count) {
    return TeamScene.logged(rep, OwnershipEvent.Penalty.class, count);
  }

  private static ValidatableResponse list(String user, String role) {
    return TeamScene.as(user, role).get("/api/ownership/penalties").then().statusCode(200);
  }

  private ValidatableResponse violations(String rep) {
    return TeamScene.as(scene.boss, "manager")
        .queryParam("repId", rep)
        .queryParam("from", Instant.now().minus(1, ChronoUnit.HOURS).toString())
        .get("/api/ownership/violations")
        .then()
        .statusCode(200);
  }

  /** Waits until nothing about these leads waits to be judged. */
  private static void judged(String... leads) {
    org.awaitility.Awaitility.await("judged")
        .atMost(TeamScene.PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from conduct_fact where lead_id = any(?) and judged_at is"
                            + " null",
                        (Object) leads)
                    == 0);
  }

  /** Shows the facts of a lead to the detectors again, as after a crash. */
  private static void judgeAgain(String lead) {
    try (Connection connection = TestEvents.database();
        PreparedStatement statement =
            connection.prepareStatement(
                "update conduct_fact set judged_at = null, suspect = null where lead_id = ?")) {
      statement.setString(1, lead);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    judged(lead);
  }
}
