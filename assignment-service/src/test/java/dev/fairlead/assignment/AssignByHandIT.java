package dev.fairlead.assignment;

import static dev.fairlead.assignment.Scene.activate;
import static dev.fairlead.assignment.Scene.assigned;
import static dev.fairlead.assignment.Scene.held;
import static dev.fairlead.assignment.Scene.newId;
import static dev.fairlead.assignment.Scene.receive;
import static dev.fairlead.assignment.Scene.team;
import static dev.fairlead.assignment.Scene.untilCustody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class AssignByHandIT {

  @Test
  void aWaitingLeadIsGivenByHandAndTheAnswerIsRepeatedForTheSameKey() {
    String rep = newId("rep");
    team(null, rep);
    activate(team(null), Map.of("hold", true));
    String lead = receive();
    held(lead);

    String decision = assign(lead, rep, "key-" + lead).statusCode(200).extract().path("id");
    assign(lead, rep, "key-" + lead).statusCode(200).body("id", equalTo(decision));

    AssignmentEvent.Assigned assigned = assigned(lead);
    assertThat(assigned.cause()).isEqualTo("manual");
    assertThat(assigned.epoch()).isZero();
    assertThat(assigned.decisionId()).isEqualTo(decision);
    assertThat(TestEvents.logged(lead, AssignmentEvent.Assigned.class)).hasSize(1);
  }

  @Test
  void anOwnedLeadIsProposedAsATransferAtItsEpoch() {
    String to = newId("to");
    team(null, to);
    String lead = Ids.nextText();
    TestEvents.send(Scene.granted(lead, 1, newId("from")));
    untilCustody(lead, "owned", 1);

    assign(lead, to, null).statusCode(200).body("cause", equalTo("admin"));

    assertThat(assigned(lead).epoch()).isEqualTo(1);
    assertThat(assigned(lead).cause()).isEqualTo("admin");
  }

  @Test
  void whatAPoolHoldsOrIsClosedOrNobodyKnowsIsNotAssignedHere() {
    String rep = newId("rep");
    team(null, rep);
    String pooled = Ids.nextText();
    String closed = Ids.nextText();
    TestEvents.send(Scene.released(pooled, 1, "pool"));
    TestEvents.send(Scene.closed(closed, 2));
    untilCustody(pooled, "pooled", 1);
    untilCustody(closed, "closed", 2);

    assign(pooled, rep, null).statusCode(409).body("code", equalTo("assign.pooled"));
    assign(closed, rep, null).statusCode(409).body("code", equalTo("assign.closed"));
    assign(Ids.nextText(), rep, null).statusCode(404).body("code", equalTo("lead.unknown"));
  }

  @Test
  void nobodyIsGivenMoreThanHeHasRoomForAndNobodyUnknownAnything() {
    String full = newId("full");
    team(0, full);
    String lead = Ids.nextText();
    TestEvents.send(Scene.granted(lead, 1, newId("from")));
    untilCustody(lead, "owned", 1);

    assign(lead, full, null).statusCode(409).body("code", equalTo("assign.over-capacity"));
    assign(lead, newId("nobody"), null).statusCode(422).body("code", equalTo("rep.unknown"));
    given()
        .auth()
        .oauth2(Scene.admin())
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/assignment/leads/" + lead + "/assign")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/repId", "/reason"));
  }

  @Test
  void aRepMayNotAssign() {
    given()
        .auth()
        .oauth2(TestTokens.of("r", "rep"))
        .contentType(ContentType.JSON)
        .body(Map.of("repId", "r", "reason", "mine"))
        .post("/api/assignment/leads/" + Ids.nextText() + "/assign")
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse assign(
      String lead, String rep, @org.jspecify.annotations.Nullable String key) {
    var request =
        given()
            .auth()
            .oauth2(TestTokens.of("boss", "manager"))
            .contentType(ContentType.JSON)
            .body(Map.of("repId", rep, "reason", "knows the customer"));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.post("/api/assignment/leads/" + lead + "/assign").then();
  }
}
