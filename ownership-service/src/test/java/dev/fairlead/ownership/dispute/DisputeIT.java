package dev.fairlead.ownership.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.ownership.TeamScene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class DisputeIT {

  private final TeamScene scene = new TeamScene();
  private final String lead =
      scene.owned(scene.one, new Terms("PT1S", "PT1S", "PT2S", null, Terms.CALENDAR));

  @Test
  void anOpenDisputeFreezesTheLeadAgainstRecycling() {
    String id = open(scene.other);

    OwnershipEvent.DisputeOpened opened =
        TeamScene.logged(lead, OwnershipEvent.DisputeOpened.class, 1).getFirst();
    assertThat(opened.disputeId()).isEqualTo(id);
    assertThat(opened.claimant()).isEqualTo(scene.other);
    assertThat(opened.owner()).isEqualTo(scene.one);
    lapse();
    assertThat(TeamScene.logged(lead, OwnershipEvent.Refused.class, 1).getFirst().reason())
        .isEqualTo("disputed");
  }

  @Test
  void twoDisputesBothFreezeUntilBothAreDecided() {
    String stranger = scene.stranger();
    String first = open(scene.other);
    String second = open(stranger);

    decide(first, Map.of("outcome", "uphold", "reason", "no")).statusCode(200);
    lapse();
    assertThat(TeamScene.logged(lead, OwnershipEvent.Refused.class, 1).getFirst().reason())
        .isEqualTo("disputed");
    decide(second, Map.of("outcome", "uphold", "reason", "no")).statusCode(200);
    lapse();

    assertThat(TeamScene.logged(lead, OwnershipEvent.Released.class, 1).getFirst().cause())
        .isEqualTo("recycled");
  }

  @Test
  void theEvidenceIsGatheredAtTheOpening() {
    scene.received(lead, "+8613912345678", "html_form", null, false);
    TestEvents.send(new LeadEvent.Touched(lead, "landing", "form/web", Instant.now(), null));
    await("touch")
        .atMost(TeamScene.PATIENCE)
        .until(() -> TestEvents.count("select count(*) from touch where lead_id = ?", lead) == 1);
    scene.command(lead, scene.one, "activities", Map.of("kind", "call")).statusCode(201);

    String id = open(scene.other);
    post(scene.one, id, "statements", Map.of("statement", "I called her first")).statusCode(201);
    post(
            scene.other,
            id,
            "statements",
            Map.of("statement", "I met her in March", "evidence", List.of("a")))
        .statusCode(201);

    TeamScene.as(scene.one, "rep")
        .get("/api/ownership/disputes/{id}", id)
        .then()
        .statusCode(200)
        .body("dispute.state", equalTo("open"))
        .body("evidencePack.owners.repId", contains(scene.one))
        .body("evidencePack.activities.kind", contains("call"))
        .body("evidencePack.firstTouch." + scene.one, notNullValue())
        .body("evidencePack.touches.source", contains("landing"))
        .body("evidencePack.received.source", equalTo("html_form"))
        .body("evidencePack.entries.cause", hasItem("assigned"))
        .body("evidencePack.head", notNullValue())
        .body("statements.author", contains(scene.one, scene.other));
  }

  @Test
  void onlyPartiesAndThoseAboveThemSeeIt() {
    String stranger = scene.stranger();
    String id = open(scene.other);

    TeamScene.as(stranger, "rep")
        .get("/api/ownership/disputes/{id}", id)
        .then()
        .statusCode(403)
        .body("code", equalTo("dispute.not-yours"));
    TeamScene.as(scene.boss, "manager")
        .get("/api/ownership/disputes/{id}", id)
        .then()
        .statusCode(200);
    TeamScene.as(scene.boss, "manager")
        .queryParam("leadId", lead)
        .get("/api/ownership/disputes")
        .then()
        .body("items.id", contains(id));
    TeamScene.as(stranger, "rep")
        .queryParam("leadId", lead)
        .get("/api/ownership/disputes")
        .then()
        .body("items", hasSize(0));
    TeamScene.as(scene.other, "rep")
        .queryParam("state", "open")
        .get("/api/ownership/disputes")
        .then()
        .body("items.id", hasItem(id));
  }

  @Test
  void whatCannotBeDisputedIsSaidByCode() {
    claim(scene.one).statusCode(409).body("code", equalTo("dispute.own-lead"));
    open(scene.other);
    claim(scene.other).statusCode(409).body("code", equalTo("dispute.open"));
    TeamScene.post(scene.other, "/api/ownership/disputes", Map.of(), "rep")
        .statusCode(422)
        .body("errors.pointer", contains("/leadId", "/claim"));
    TeamScene.post(
            scene.other,
            "/api/ownership/disputes",
            Map.of("leadId", "no-such-lead", "claim", "mine"),
            "rep")
        .statusCode(404);
  }

  @Test
  void aPartyDoesNotDecideNorDoesAManagerOfAnotherTeam() {
    String id = open(scene.other);
    TeamScene elsewhere = new TeamScene();

    TeamScene.post(
            scene.one, path(id, "decision"), Map.of("outcome", "uphold", "reason", "x"), "rep")
        .statusCode(403);
    TeamScene.post(
            scene.one,
            path(id, "decision"),
            Map.of("outcome", "uphold", "reason", "x"),
            "rep",
            "manager")
        .statusCode(403)
        .body("code", equalTo("dispute.party"));
    TeamScene.post(
            elsewhere.boss,
            path(id, "decision"),
            Map.of("outcome", "uphold", "reason", "x"),
            "manager")
        .statusCode(403)
        .body("code", equalTo("dispute.not-yours"));
  }

  @Test
  void aTransferMakesTheClaimantTheOwner() {
    String id = open(scene.other);

    decide(id, Map.of("outcome", "transfer", "reason", "she met him first"))
        .statusCode(200)
        .body("state", equalTo("decided"))
        .body("outcome", equalTo("transfer"));

    TeamScene.as(scene.other, "rep")
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .body("owner", equalTo(scene.other))
        .body("cause", equalTo("disputed"));
    assertThat(TeamScene.logged(lead, OwnershipEvent.DisputeDecided.class, 1).getFirst().outcome())
        .isEqualTo("transfer");
    decide(id, Map.of("outcome", "uphold", "reason", "x"))
        .statusCode(409)
        .body("code", equalTo("dispute.ended"));
  }

  @Test
  void aPoolTakesTheLeadAndMakesOtherDisputesMoot() {
    String stranger = scene.stranger();
    String id = open(scene.other);
    String moot = open(stranger);

    decide(id, Map.of("outcome", "pool", "reason", "neither", "pool", "public")).statusCode(200);

    TeamScene.as("admin", "admin")
        .get("/api/ownership/leads/{id}", lead)
        .then()
        .body("state", equalTo("pooled"));
    TeamScene.as("admin", "admin")
        .get("/api/ownership/disputes/{id}", moot)
        .then()
        .body("dispute.state", equalTo("moot"));
    assertThat(TeamScene.logged(lead, OwnershipEvent.DisputeDecided.class, 2))
        .extracting(OwnershipEvent.DisputeDecided::outcome)
        .containsExactlyInAnyOrder("pool", "moot");
  }

  @Test
  void aLeadThatIsClosedMakesItsDisputeMoot() {
    String id = open(scene.other);

    scene.command(lead, scene.one, "close", Map.of("result", "lost")).statusCode(200);

    TeamScene.as(scene.other, "rep")
        .get("/api/ownership/disputes/{id}", id)
        .then()
        .body("dispute.state", equalTo("moot"));
    decide(id, Map.of("outcome", "uphold", "reason", "x")).statusCode(409);
  }

  @Test
  void aSplitIsHalvesUnlessTheManagerSaysOtherwise() {
    String id = open(scene.other);

    decide(id, Map.of("outcome", "split", "reason", "both", "credit", Map.of(scene.one, 0.9)))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/credit"));
    decide(id, Map.of("outcome", "split", "reason", "both"))
        .statusCode(200)
        .body("credit." + scene.one, equalTo(0.5f))
        .body("credit." + scene.other, equalTo(0.5f));

    assertThat(TeamScene.logged(lead, OwnershipEvent.DisputeDecided.class, 1).getFirst().credit())
        .containsEntry(scene.one, 0.5)
        .containsEntry(scene.other, 0.5);
  }

  @Test
  void aWonLeadCanStillBeSplitButNotTakenAway() {
    String id = open(scene.other);
    scene.command(lead, scene.one, "close", Map.of("result", "won", "value", 1000)).statusCode(200);

    decide(id, Map.of("outcome", "transfer", "reason", "x")).statusCode(409);
    decide(id, Map.of("outcome", "split", "reason", "both")).statusCode(200);
  }

  @Test
  void theClaimantMayLetGo() {
    String id = open(scene.other);

    post(scene.one, id, "withdraw", Map.of()).statusCode(403);
    post(scene.other, id, "withdraw", Map.of("reason", "my mistake"))
        .statusCode(200)
        .body("state", equalTo("withdrawn"));

    assertThat(TeamScene.logged(lead, OwnershipEvent.DisputeDecided.class, 1).getFirst().outcome())
        .isEqualTo("withdrawn");
    lapse();
    assertThat(TeamScene.logged(lead, OwnershipEvent.Released.class, 1).getFirst().cause())
        .isEqualTo("recycled");
  }

  @Test
  void ofTwoWhoDecideAtOnceOneDecides() throws Exception {
    String id = open(scene.other);

    List<Integer> statuses;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> both =
          java.util.stream.Stream.of("uphold", "transfer")
              .map(
                  outcome ->
                      threads.submit(
                          () ->
                              decide(id, Map.of("outcome", outcome, "reason", "x"))
                                  .extract()
                                  .statusCode()))
              .toList();
      statuses = List.of(both.getFirst().get(), both.getLast().get());
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    assertThat(TestEvents.logged(lead, OwnershipEvent.DisputeDecided.class)).hasSize(1);
  }

  @Test
  void whatNobodyDecidesInTimeIsToldOnce() {
    String id = open(scene.other);
    backdate(id);

    TeamScene.logged(lead, OwnershipEvent.DisputeOverdue.class, 1);

    TeamScene.as(scene.boss, "manager")
        .get("/api/ownership/disputes/{id}", id)
        .then()
        .body("dispute.state", equalTo("open"))
        .body("dispute.overdueAt", not(equalTo(null)));
    decide(id, Map.of("outcome", "uphold", "reason", "late")).statusCode(200);
    assertThat(TestEvents.logged(lead, OwnershipEvent.DisputeOverdue.class)).hasSize(1);
  }

  @Test
  void theWordsOfAnErasedLeadAreGoneTheFactsStay() {
    String id = open(scene.other);
    post(scene.one, id, "statements", Map.of("statement", "her number is secret")).statusCode(201);

    TestEvents.send(new LeadEvent.Erased(lead));

    await("forgotten")
        .atMost(TeamScene.PATIENCE)
        .untilAsserted(
            () ->
                TeamScene.as(scene.one, "rep")
                    .get("/api/ownership/disputes/{id}", id)
                    .then()
                    .body("dispute.claim", equalTo(""))
                    .body("statements[0].words", equalTo(""))
                    .body("statements[0].author", equalTo(scene.one)));
  }

  private void backdate(String id) {
    try (var connection = TestEvents.database();
        var statement =
            connection.prepareStatement(
                "update dispute set decide_by = now() - interval '1 minute' where id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lapse() {
    Instant deadline =
        TeamScene.logged(lead, OwnershipEvent.Granted.class, 1).getFirst().deadline();
    await("deadline").atMost(TeamScene.PATIENCE).until(() -> Instant.now().isAfter(deadline));
    TestEvents.send(new PoolEvent.Lapsed(lead, 1, scene.one, deadline, "no-follow-up"));
  }

  private String open(String claimant) {
    return claim(claimant).statusCode(201).extract().path("id");
  }

  private ValidatableResponse claim(String claimant) {
    return TeamScene.post(
        claimant, "/api/ownership/disputes", Map.of("leadId", lead, "claim", "she is mine"), "rep");
  }

  private ValidatableResponse decide(String id, Map<String, ?> decision) {
    return TeamScene.post(scene.boss, path(id, "decision"), decision, "manager");
  }

  private static ValidatableResponse post(
      String user, String id, String what, Map<String, ?> body) {
    return TeamScene.post(user, path(id, what), body, "rep");
  }

  private static String path(String id, String what) {
    return "/api/ownership/disputes/" + id + "/" + what;
  }
}
