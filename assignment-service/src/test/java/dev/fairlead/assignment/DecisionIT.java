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
import static dev.fairlead.assignment.Scene.untilCustody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class DecisionIT {

  private static final Map<String, Boolean> HOLD = Map.of("hold", true);

  @Test
  void keyAccountLeadsOfManufacturersInEastChinaGoToKeyAccountTeamA() {
    String rep = newId("lilei");
    String team = newId("key-a");
    put("/regions", List.of(Map.of("name", "华东区", "children", List.of(Map.of("name", "上海")))));
    put("/teams/" + team, Map.of("name", "大客户A组"));
    put(
        "/reps/" + rep,
        Map.of("name", "李雷", "teams", List.of(team), "skills", Map.of("manufacturing", 3)));
    activate(
        Map.of(
            "rules",
            List.of(
                Map.of(
                    "id",
                    "east-manufacturing-key",
                    "name",
                    "华东制造业大客户",
                    "when",
                    "within(lead.region, \"华东区\") && lead.industry == \"制造业\""
                        + " && lead.segment == \"大客户\"",
                    "assign",
                    Map.of(
                        "team", team,
                        "reps", "rep.skills[\"manufacturing\"] >= 2",
                        "strategy", "weighted"),
                    "protect",
                    Map.of("initial", "P7D", "accept", "PT30M"))),
            "fallback",
            Map.of("pool", "public")));
    String key = Ids.nextText();
    String other = Ids.nextText();

    TestEvents.send(Scene.lead(key, List.of("华东区", "上海"), "制造业", "大客户", null, false));
    TestEvents.send(Scene.lead(other, List.of("华东区", "上海"), "制造业", "小微", null, false));

    AssignmentEvent.Assigned assigned = assigned(key);
    assertThat(assigned.repId()).isEqualTo(rep);
    assertThat(assigned.teamId()).isEqualTo(team);
    assertThat(assigned.ruleId()).isEqualTo("east-manufacturing-key");
    assertThat(assigned.terms()).isEqualTo(new Terms("P7D", "P3D", "P20D", "PT30M", "calendar"));
    AssignmentEvent.Pooled pooled = Scene.nth(other, AssignmentEvent.Pooled.class, 1);
    assertThat(pooled.pool()).isEqualTo("public");
    get("/decisions/" + assigned.decisionId())
        .body("sentence.zh", containsString("华东制造业大客户规则 → 大客户A组 1 人中 1 人在岗 → 李雷差额最大"))
        .body("rules[0].matched", equalTo(true))
        .body("candidates[0].repId", equalTo(rep));
  }

  @Test
  void theSameEventTwiceIsDecidedOnce() {
    activate(team(null, newId("rep")), HOLD);
    String lead = Ids.nextText();
    String event = UUID.randomUUID().toString();

    TestEvents.send(event, "c-1", Scene.lead(lead));
    TestEvents.send(event, "c-1", Scene.lead(lead));
    String after = receive();

    assigned(after);
    assertThat(TestEvents.logged(lead)).hasSize(1);
    assertThat(TestEvents.logged(lead).getFirst().correlationId()).isEqualTo("c-1");
    assertThat(TestEvents.logged(lead).getFirst().causationId()).isEqualTo(event);
  }

  @Test
  void testLeadsOfThePlatformsAreNeverAssigned() {
    activate(team(null, newId("rep")), HOLD);
    String lead = Ids.nextText();

    String event = TestEvents.send(Scene.lead(lead, List.of(), null, null, null, true));

    await()
        .atMost(Scene.PATIENCE)
        .until(
            () -> TestEvents.count("select count(*) from inbox where event_id = ?", event) == 1);
    assertThat(TestEvents.logged(lead)).isEmpty();
    assertThat(TestEvents.count("select count(*) from custody where lead_id = ?", lead)).isZero();
  }

  @Test
  void aLeadThatCameBackIsNotOfferedToTheSameRepAgain() {
    String an = newId("an");
    String bo = newId("bo");
    activate(team(null, an, bo), HOLD);
    String lead = receive();
    String first = assigned(lead).repId();

    TestEvents.send(Scene.granted(lead, 1, first));
    TestEvents.send(Scene.released(lead, 2, "assignment"));

    AssignmentEvent.Assigned again = assigned(lead, 2);
    assertThat(again.repId()).isNotEqualTo(first);
    assertThat(again.epoch()).isEqualTo(2);
    TestEvents.send(Scene.granted(lead, 3, again.repId()));
    TestEvents.send(Scene.released(lead, 4, "assignment"));
    assertThat(held(lead).reason()).isEqualTo("offered-before");
  }

  @Test
  void aLeadReleasedBeforeItsFactsArriveIsDecidedWhenTheyDo() {
    activate(team(null, newId("rep")), HOLD);
    String lead = Ids.nextText();
    TestEvents.send(Scene.released(lead, 2, "assignment"));
    untilCustody(lead, "assigning", 2);

    TestEvents.send(Scene.lead(lead));

    assertThat(assigned(lead).epoch()).isEqualTo(2);
  }

  @Test
  void aRefusalForWantOfRoomIsDecidedAgainWithoutThatRepAndAStaleOneIsNot() {
    activate(team(null, newId("an"), newId("bo")), HOLD);
    String lead = receive();
    String first = assigned(lead).repId();

    TestEvents.send(new OwnershipEvent.Refused(lead, "assigned", "cap", 0, 0, first));
    String second = assigned(lead, 2).repId();
    TestEvents.send(new OwnershipEvent.Refused(lead, "assigned", "stale", 1, 0, second));
    String after = receive();

    assertThat(second).isNotEqualTo(first);
    assigned(after);
    await()
        .atMost(Scene.PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from custody where lead_id = ? and phase = 'idle'", lead)
                    == 1);
    assertThat(TestEvents.logged(lead, AssignmentEvent.Assigned.class)).hasSize(2);
  }

  @Test
  void aLeadWaitsWhileEverybodyIsFullAndIsTakenUpWhenSomebodyHasRoom() {
    String rep = newId("rep");
    activate(team(1, rep), HOLD);
    String first = receive();
    assigned(first);
    String second = receive();

    assertThat(held(second).reason()).isEqualTo("over-capacity");
    get("/unassigned?limit=500")
        .body("items.leadId", hasItem(second))
        .body("items.find { it.leadId == '" + second + "' }.reason", equalTo("over-capacity"));
    TestEvents.send(Scene.granted(first, 1, rep));
    TestEvents.send(Scene.closed(first, 2));

    assertThat(assigned(second).repId()).isEqualTo(rep);
    get("/unassigned?limit=500").body("items.leadId", not(hasItem(second)));
    assertThat(TestEvents.logged(second, AssignmentEvent.Held.class)).hasSize(1);
  }

  @Test
  void withoutAnActivePolicyLeadsWaitForOne() {
    Scene.deactivate();
    String lead = receive();
    assertThat(held(lead).reason()).isEqualTo("no-policy");

    activate(team(null, newId("rep")), HOLD);

    assigned(lead);
  }

  @Test
  void aLeadThatWaitsForSomebodyIsTakenUpWhenTheRosterChanges() {
    String team = team(null);
    activate(team, HOLD);
    String lead = receive();
    assertThat(held(lead).reason()).isEqualTo("no-candidates");

    Scene.rep(newId("rep"), team, null);

    assertThat(assigned(lead).teamId()).isEqualTo(team);
  }

  @Test
  void theFormerOwnerOfTheSamePersonWinsOverRotation() {
    String an = newId("an");
    activate(team(null, an, newId("bo")), HOLD);
    String previous = Ids.nextText();
    TestEvents.send(Scene.granted(previous, 1, an));
    TestEvents.send(Scene.closed(previous, 2));
    untilCustody(previous, "closed", 2);

    for (int i = 0; i < 3; i++) {
      String lead = Ids.nextText();
      TestEvents.send(Scene.lead(lead, List.of(), null, null, previous, false));
      assertThat(assigned(lead).repId()).isEqualTo(an);
      assertThat(assigned(lead).cause()).isEqualTo("existing-owner");
    }
  }

  @Test
  void anyRecordedDecisionComesOutTheSameWhenItIsMadeAgain() {
    String an = newId("an");
    String bo = newId("bo");
    String team = team(3, an, bo, newId("chi"));
    activate(
        Map.of(
            "rules",
            List.of(
                Map.of(
                    "id", "all",
                    "assign",
                        Map.of(
                            "team",
                            team,
                            "strategy",
                            "weighted",
                            "rateCap",
                            Map.of("per", "day", "max", 2)),
                    "otherwise", Map.of("pool", "east"))),
            "fallback",
            Map.of("pool", "public")));
    List<String> leads = Stream.generate(Scene::receive).limit(8).toList();
    leads.forEach(
        lead -> await().atMost(Scene.PATIENCE).until(() -> !TestEvents.logged(lead).isEmpty()));

    put("/reps/" + an, Map.of("name", "Renamed", "teams", List.of(team), "weight", 9));
    activate(team, HOLD);

    for (String lead : leads) {
      String id = get("/decisions?leadId=" + lead).extract().path("items[0].id");
      post("/decisions/" + id + "/replay", "").then().statusCode(200).body("same", equalTo(true));
    }
    assertThat(
            leads.stream()
                .filter(lead -> !TestEvents.logged(lead, AssignmentEvent.Assigned.class).isEmpty()))
        .hasSize(6);
  }

  @Test
  void aRepSeesTheDecisionsThatChoseHimAndNoOthers() {
    String rep = newId("rep");
    activate(team(null, rep), HOLD);
    String decision = assigned(receive()).decisionId();

    seen(decision, rep).then().statusCode(200).body("repId", equalTo(rep));
    seen(decision, newId("rep")).then().statusCode(403);
    get("/decisions/" + UUID.randomUUID())
        .statusCode(404)
        .body("code", equalTo("decision.unknown"));
  }

  private static io.restassured.response.Response seen(String decision, String rep) {
    return given()
        .auth()
        .oauth2(TestTokens.of(rep, "rep"))
        .get("/api/assignment/decisions/" + decision);
  }

  @Test
  void aPreviewSaysWhatWouldBeDecidedAndWritesNothing() {
    String rep = newId("rep");
    activate(team(null, rep), HOLD);
    long before = TestEvents.count("select count(*) from decision");

    post("/preview", Map.of("lead", Map.of("source", "form", "region", "上海", "value", 5)))
        .then()
        .statusCode(200)
        .body("outcome", equalTo("assigned"))
        .body("repId", equalTo(rep));

    assertThat(TestEvents.count("select count(*) from decision")).isEqualTo(before);
    assertThat(TestEvents.count("select count(*) from rep_load where rep_id = ?", rep)).isZero();
  }

  @Test
  void aCounterfactualNamesTheGateThatWouldHaveHadToBeOpen() {
    String full = newId("full");
    String rep = newId("rep");
    String team = team(null, rep);
    Scene.rep(full, team, 0);
    activate(team, HOLD);
    String decision = assigned(receive()).decisionId();

    post("/decisions/" + decision + "/counterfactual", Map.of("repId", full))
        .then()
        .body("outcome", equalTo("removed"))
        .body("gate", equalTo("over-capacity"));
  }
}
