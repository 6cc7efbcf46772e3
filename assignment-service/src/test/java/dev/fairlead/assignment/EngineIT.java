package dev.fairlead.assignment;

import static dev.fairlead.assignment.Scene.activate;
import static dev.fairlead.assignment.Scene.assigned;
import static dev.fairlead.assignment.Scene.get;
import static dev.fairlead.assignment.Scene.held;
import static dev.fairlead.assignment.Scene.newId;
import static dev.fairlead.assignment.Scene.post;
import static dev.fairlead.assignment.Scene.put;
import static dev.fairlead.assignment.Scene.receive;
import static dev.fairlead.assignment.Scene.team;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class EngineIT {

  private static final Map<String, Boolean> HOLD = Map.of("hold", true);
  private static final Instant NOW = Instant.parse("2026-03-25T08:00:00Z");

  @BeforeEach
  void clear() {
    Scene.nobodyWaits();
  }

  @Test
  void anSdrHandsOffAndTheNextStagesRulesDecide() {
    String sdr = newId("sdr");
    String ae = newId("ae");
    String sellers = newId("team");
    put("/teams/" + sellers, Map.of("name", "Sellers"));
    put("/reps/" + sdr, rep(sellers, List.of("sdr")));
    put("/reps/" + ae, rep(sellers, List.of("ae")));
    activate(
        policy(
            List.of(
                rule("new", null, sellers, Map.of("reps", "\"sdr\" in rep.roles")),
                rule("sign", "ae", sellers, Map.of()))));
    String lead = receive();
    assertThat(assigned(lead).repId()).isEqualTo(sdr);
    TestEvents.send(Scene.granted(lead, 1, sdr));

    TestEvents.send(
        new OwnershipEvent.Released(
            lead, 2, sdr, "handed-off", "assignment", null, null, "ae", null));
    TestEvents.send(new OwnershipEvent.HandedOff(lead, 2, sdr, "ae"));

    AssignmentEvent.Assigned next = assigned(lead, 2);
    assertThat(next.repId()).isEqualTo(ae);
    assertThat(next.ruleId()).isEqualTo("sign");
    assertThat(next.cause()).isEqualTo("handed-off");
    assertThat(next.epoch()).isEqualTo(2);
  }

  @Test
  void aLeadThatWasNoneIsGivenBackInTheRotation() {
    String an = newId("an");
    String bo = newId("bo");
    String team = team(null, an, bo);
    activate(policy(List.of(rule("all", null, team, Map.of("strategy", "weighted")))));
    String junk = receive();
    String unlucky = assigned(junk).repId();
    assertThat(assigned(receive()).repId()).isNotEqualTo(unlucky);
    TestEvents.send(Scene.granted(junk, 1, unlucky));

    TestEvents.send(new OwnershipEvent.Closed(junk, 2, "invalid", unlucky, null, "spam"));
    Scene.untilCustody(junk, "closed", 2);
    String next = receive();

    assertThat(assigned(next).repId()).isEqualTo(unlucky);
    get("/fairness?team=" + team)
        .body("leads", equalTo(3))
        .body("reps.find { it.repId == '" + unlucky + "' }.junk", equalTo(1));
  }

  @Test
  void whoWinsMoreGetsMoreOnceLeadsAreClosed() {
    String winner = newId("winner");
    String loser = newId("loser");
    String team = team(null, winner, loser);
    activate(policy(List.of(rule("all", null, team, Map.of("strategy", "performance")))));
    for (int i = 0; i < 40; i++) {
      String lead = Ids.nextText();
      String owner = i % 2 == 0 ? winner : loser;
      TestEvents.send(Scene.granted(lead, 1, owner));
      TestEvents.send(
          new OwnershipEvent.Closed(lead, 2, i % 2 == 0 ? "won" : "lost", owner, null, null));
    }
    await()
        .atMost(Scene.PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select coalesce(sum(closed), 0) from result where rep_id in (?, ?)",
                        winner,
                        loser)
                    == 40);

    List<String> got =
        java.util.stream.Stream.generate(Scene::receive)
            .limit(8)
            .map(lead -> assigned(lead).repId())
            .toList();

    assertThat(got).filteredOn(winner::equals).hasSizeGreaterThanOrEqualTo(5);
    assertThat(got).contains(loser);
  }

  @Test
  void erasureLeavesNothingPersonalInFactsAndTraces() {
    String rep = newId("rep");
    team(null, rep);
    activate(team(null), HOLD);
    LeadEvent.Received lead = withCompany(Ids.nextText(), "张伟私人公司");
    TestEvents.send(lead);
    held(lead.leadId());
    post("/leads/" + lead.leadId() + "/assign", Map.of("repId", rep, "reason", "张伟 asked for her"))
        .then()
        .statusCode(200);

    TestEvents.send(new LeadEvent.Erased(lead.leadId()));

    await()
        .atMost(Scene.PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from lead l join decision d on d.lead_id = l.lead_id"
                            + " where l.lead_id = ? and (l.facts || coalesce(l.company, '')"
                            + " || d.document) like '%张伟%'",
                        lead.leadId())
                    == 0);
    assertThat(TestEvents.count("select count(*) from lead where lead_id = ?", lead.leadId()))
        .isEqualTo(1);
  }

  @Test
  void theOwnerOfTheSameCompanyGetsItsNextLead() {
    String an = newId("an");
    String bo = newId("bo");
    activate(team(null, an, bo), HOLD);
    String company = newId("Wonder Works ");
    LeadEvent.Received first = withCompany(Ids.nextText(), company);
    TestEvents.send(first);
    String owner = assigned(first.leadId()).repId();
    TestEvents.send(Scene.granted(first.leadId(), 1, owner));
    Scene.untilCustody(first.leadId(), "owned", 1);

    for (int i = 0; i < 2; i++) {
      LeadEvent.Received next =
          withCompany(Ids.nextText(), company.toUpperCase(java.util.Locale.ROOT));
      TestEvents.send(next);
      assertThat(assigned(next.leadId()).repId()).isEqualTo(owner);
      assertThat(assigned(next.leadId()).cause()).isEqualTo("existing-owner");
    }
  }

  @Test
  void whoeverWasInContactFirstGetsTheLeadOfAFirstTouchRule() {
    String an = newId("an");
    String bo = newId("bo");
    String team = team(null, an, bo);
    activate(policy(List.of(rule("touch", null, team, Map.of("strategy", "first-touch")))));
    String lead = Ids.nextText();
    TestEvents.send(new OwnershipEvent.Activity(lead, 0, bo, "call", null, true, NOW));
    await()
        .atMost(Scene.PATIENCE)
        .until(() -> TestEvents.count("select count(*) from touch where lead_id = ?", lead) == 1);

    TestEvents.send(Scene.lead(lead));

    assertThat(assigned(lead).repId()).isEqualTo(bo);
  }

  @Test
  void aPenaltyHalvesTheShareWhileItHolds() {
    String an = newId("an");
    String bo = newId("bo");
    String team = team(null, an, bo);
    activate(policy(List.of(rule("all", null, team, Map.of("strategy", "weighted")))));
    String penalty = newId("penalty");
    TestEvents.send(
        new OwnershipEvent.Penalty(
            null, penalty, an, "lower-weight", Instant.parse("2100-01-01T00:00:00Z"), "x", false));
    await()
        .atMost(Scene.PATIENCE)
        .until(() -> TestEvents.count("select count(*) from penalty where id = ?", penalty) == 1);

    List<String> got =
        java.util.stream.Stream.generate(Scene::receive)
            .limit(6)
            .map(lead -> assigned(lead).repId())
            .toList();

    assertThat(got).filteredOn(an::equals).hasSize(2);
  }

  @Test
  void helpersComeWithTheAssignment() {
    String main = newId("main");
    String expert = newId("expert");
    String regional = team(null, main);
    String experts = team(null, expert);
    activate(
        policy(
            List.of(
                rule(
                    "with-help",
                    null,
                    regional,
                    Map.of("helpers", Map.of("team", experts, "count", 1, "access", "write"))))));

    AssignmentEvent.Assigned made = assigned(receive());

    assertThat(made.repId()).isEqualTo(main);
    assertThat(made.helpers()).containsExactly(new AssignmentEvent.Helper(expert, "write"));
    get("/decisions/" + made.decisionId()).body("helpers[0].repId", equalTo(expert));
    post("/decisions/" + made.decisionId() + "/replay", "").then().body("same", equalTo(true));
  }

  @Test
  void anOverdueLeadIsToldOnceAndStandsInTheOverdueQueue() {
    activate(team(null), HOLD);
    String lead = receive();
    held(lead);

    execute("update custody set since = now() - interval '1 hour' where lead_id = ?", lead);

    AssignmentEvent.Held late = Scene.nth(lead, AssignmentEvent.Held.class, 2);
    assertThat(late.overdue()).isTrue();
    get("/unassigned?overdue=true&limit=500").body("items.leadId", hasItem(lead));
    execute("update custody set retry_at = now() where lead_id = ?", lead);
    receive();
    assertThat(TestEvents.logged(lead, AssignmentEvent.Held.class)).hasSize(2);
  }

  @Test
  void aShadowDecidesAlongWithoutAnyEffectAndSaysWhereItDiffers() {
    String live = newId("live");
    String draft = newId("draft");
    activate(team(null, live), HOLD);
    String other = team(null, draft);
    int version =
        post("/policies", policy(List.of(rule("draft", null, other, Map.of()))))
            .then()
            .statusCode(201)
            .extract()
            .path("version");
    post("/policies/" + version + "/shadow", "").then().statusCode(201).body("leads", equalTo(0));

    String lead = receive();

    assertThat(assigned(lead).repId()).isEqualTo(live);
    get("/policies/" + version + "/shadow")
        .body("running", equalTo(true))
        .body("leads", equalTo(1))
        .body("same", equalTo(0))
        .body("differences[0].live.to", equalTo(live))
        .body("differences[0].shadow.to", equalTo(draft));
    assertThat(
            TestEvents.count("select coalesce(sum(open), 0) from rep_load where rep_id = ?", draft))
        .isZero();
    given()
        .auth()
        .oauth2(Scene.admin())
        .delete("/api/assignment/policies/" + version + "/shadow")
        .then()
        .statusCode(204);
    assigned(receive());
    get("/policies/" + version + "/shadow")
        .body("leads", equalTo(1))
        .body("running", equalTo(false));
  }

  @Test
  void bestMatchHasToWatchBeforeItDecides() {
    String team = team(null, newId("an"));
    int version =
        post("/policies", policy(List.of(rule("b", null, team, Map.of("strategy", "best-match")))))
            .then()
            .statusCode(201)
            .extract()
            .path("version");

    post("/policies/" + version + "/activate", "")
        .then()
        .statusCode(422)
        .body("code", equalTo("policy.shadow-first"))
        .body("errors[0].pointer", equalTo("/rules/0/assign/strategy"));
  }

  @Test
  void anActivationCanBeRolledBack() {
    int first = activate(team(null, newId("an")), HOLD);
    int second = activate(team(null, newId("bo")), HOLD);

    post("/policies/rollback", "").then().statusCode(200).body("version", equalTo(first));

    get("/policies/active").body("version", equalTo(first));
    get("/policies/activations").body("items[1].version", equalTo(second));
  }

  @Test
  void aSimulationSaysWhoWouldHaveGotWhat() {
    String an = newId("an");
    String bo = newId("bo");
    activate(team(null, an), HOLD);
    Instant from = Instant.now();
    for (int i = 0; i < 6; i++) {
      assigned(receive());
    }
    String other = team(null, an, bo);

    String location =
        post(
                "/simulations",
                Map.of(
                    "policy",
                    policy(List.of(rule("both", null, other, Map.of("strategy", "weighted")))),
                    "from",
                    from.toString()))
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    String path = java.net.URI.create(location).getPath().substring("/api/assignment".length());

    await().atMost(Scene.PATIENCE).until(() -> get(path).extract().path("status").equals("done"));
    get(path)
        .body("progress", equalTo(1.0f))
        .body("report.leads", greaterThanOrEqualTo(6))
        .body("report.reps.find { it.name == '" + bo + "' }.before", equalTo(0))
        .body("report.reps.find { it.name == '" + bo + "' }.after", greaterThanOrEqualTo(3))
        .body("error", nullValue());
    given()
        .auth()
        .oauth2(Scene.admin())
        .accept("text/csv")
        .get("/api/assignment" + path)
        .then()
        .statusCode(200)
        .contentType(containsString("text/csv"))
        .body(containsString("rep," + bo + ",0,"));
  }

  @Test
  void fairnessIsShownByCountValueAndSourceAlsoAsCsv() {
    String an = newId("an");
    String bo = newId("bo");
    String team = team(null, an, bo);
    activate(policy(List.of(rule("all", null, team, Map.of("strategy", "weighted")))));
    for (int i = 0; i < 4; i++) {
      assigned(receive());
    }

    get("/fairness?team=" + team)
        .statusCode(200)
        .body("leads", equalTo(4))
        .body("totalValue", equalTo(480000))
        .body("count.gini", equalTo(0.0f))
        .body("count.maxDeviation", equalTo(0.0f))
        .body("reps.leads", equalTo(List.of(2, 2)))
        .body("reps[0].bySource.form", equalTo(2));
    given()
        .auth()
        .oauth2(Scene.admin())
        .accept("text/csv")
        .get("/api/assignment/fairness?team=" + team)
        .then()
        .statusCode(200)
        .body(containsString("repId,name,weight,leads"));
  }

  private static Map<String, Object> rep(String team, List<String> roles) {
    return Map.of("name", "x", "teams", List.of(team), "roles", roles);
  }

  private static Map<String, Object> policy(List<Map<String, Object>> rules) {
    return Map.of("rules", rules, "fallback", Map.of("pool", "public"));
  }

  private static Map<String, Object> rule(
      String id, @Nullable String stage, String team, Map<String, Object> assign) {
    Map<String, Object> how = new java.util.HashMap<>(assign);
    how.put("team", team);
    Map<String, Object> rule = new java.util.HashMap<>();
    rule.put("id", id);
    rule.put("assign", how);
    rule.put("otherwise", HOLD);
    if (stage != null) {
      rule.put("stage", stage);
    }
    return rule;
  }

  private static LeadEvent.Received withCompany(String id, String company) {
    LeadEvent.Received l = Scene.lead(id);
    return new LeadEvent.Received(
        l.leadId(),
        l.source(),
        l.connector(),
        null,
        l.contact(),
        company,
        "CEO",
        l.region(),
        null,
        null,
        null,
        l.country(),
        null,
        null,
        l.productLine(),
        l.value(),
        null,
        l.attribution(),
        l.consent(),
        l.answers(),
        l.submittedAt(),
        null,
        false,
        false);
  }

  private static void execute(String sql, String parameter) {
    try (Connection connection = TestEvents.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
