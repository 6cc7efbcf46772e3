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
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** domain.md, section 6: what fails elsewhere, as far as it concerns assignment. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class SeenFailingElsewhereIT {

  private static final Map<String, Boolean> HOLD = Map.of("hold", true);

  @Inject EventHandler handler;
  @Inject Transactions transactions;

  @BeforeEach
  void clear() {
    Scene.nobodyWaits();
  }

  @Test
  void inactiveUsersAreNotAssigned() {
    String gone = newId("gone");
    String away = newId("away");
    String left = newId("left");
    String here = newId("here");
    String team = team(null, gone, away, left, here);
    put("/reps/" + away + "/availability", Map.of("status", "away")).then().statusCode(200);
    put("/reps/" + left, Map.of("name", "x", "teams", List.of(team), "status", "left"));
    put("/reps/" + gone + "/availability", Map.of("optOut", true)).then().statusCode(200);
    activate(team, HOLD);

    for (int i = 0; i < 4; i++) {
      assertThat(assigned(receive()).repId()).isEqualTo(here);
    }
  }

  @Test
  void automaticAssignmentDoesNotOverwriteAManualOne() {
    String chosen = newId("chosen");
    String other = newId("other");
    team(null, chosen);
    activate(team(null), HOLD);
    String lead = receive();
    held(lead);

    post("/leads/" + lead + "/assign", Map.of("repId", chosen, "reason", "knows them"))
        .then()
        .statusCode(200);
    activate(team(null, other), HOLD);
    TestEvents.send(Scene.granted(lead, 1, chosen));
    String later = receive();

    assertThat(assigned(later).repId()).isEqualTo(other);
    assertThat(TestEvents.logged(lead, AssignmentEvent.Assigned.class))
        .extracting(AssignmentEvent.Assigned::repId)
        .containsExactly(chosen);
  }

  @Test
  void oneBadRecordDoesNotTakeTheRestOfItsBatchWithIt() {
    String rep = newId("rep");
    activate(team(null, rep), HOLD);
    String before = Ids.nextText();
    String after = Ids.nextText();

    TestEvents.send(Scene.lead(before));
    String bad = Ids.nextText();
    TestEvents.send(Scene.lead(bad, List.of(), null, "no text \u0000", null, false));
    TestEvents.send(Scene.lead(after));

    assertThat(assigned(before).repId()).isEqualTo(rep);
    assertThat(assigned(after).repId()).isEqualTo(rep);
    assertThat(TestEvents.logged(bad)).isEmpty();
    await()
        .atMost(Scene.PATIENCE)
        .until(
            () ->
                TestEvents.count("select count(*) from dead_letter where record_key = ?", bad)
                    == 1);
  }

  @Test
  void aNewLeadDoesNotTakeTheRoomThatAnOlderOneWaitsFor() {
    String rep = newId("rep");
    activate(team(1, rep), HOLD);
    String first = receive();
    assigned(first);
    String older = receive();
    held(older);
    TestEvents.send(Scene.granted(first, 1, rep));
    Scene.untilCustody(first, "owned", 1);

    String newer = Ids.nextText();
    inOneBatch(List.of(envelope(Scene.lead(newer)), envelope(Scene.closed(first, 2))));

    assertThat(assigned(older).repId()).isEqualTo(rep);
    assertThat(held(newer).reason()).isEqualTo("over-capacity");
  }

  @Test
  void aReturningMemberIsNotFloodedAndAVacationLeavesNoEcho() {
    String an = newId("an");
    String bo = newId("bo");
    String team = newId("team");
    put("/teams/" + team, Map.of("name", "T", "absence", "neutral"));
    Scene.rep(an, team, null);
    Scene.rep(bo, team, null);
    weighted(team);
    put("/reps/" + bo + "/availability", Map.of("status", "away")).then().statusCode(200);
    for (int i = 0; i < 6; i++) {
      assertThat(assigned(receive()).repId()).isEqualTo(an);
    }
    put("/reps/" + bo + "/availability", Map.of("status", "active")).then().statusCode(200);

    List<String> got =
        List.of(receive(), receive(), receive(), receive()).stream()
            .map(lead -> assigned(lead).repId())
            .toList();

    assertThat(got).filteredOn(bo::equals).hasSize(2);
  }

  @Test
  void everyLeadHasAnOutcomeAndTheUnassignedOnesSayWhatWouldHelp() {
    activate(team(0, newId("full")), HOLD);
    String lead = receive();

    held(lead);

    get("/unassigned?limit=500")
        .body("items.find { it.leadId == '" + lead + "' }.reason", equalTo("over-capacity"))
        .body("items.find { it.leadId == '" + lead + "' }.overdue", equalTo(false));
  }

  private static void weighted(String team) {
    activate(
        Map.of(
            "rules",
            List.of(
                Map.of(
                    "id",
                    "all",
                    "assign",
                    Map.of("team", team, "strategy", "weighted"),
                    "otherwise",
                    HOLD)),
            "fallback",
            Map.of("pool", "public")));
  }

  private static Envelope envelope(dev.fairlead.events.Event event) {
    return new Envelope(
        Ids.nextText(), "/fairlead/test", Instant.now(), Ids.nextText(), null, null, event);
  }

  private void inOneBatch(List<Envelope> events) {
    try {
      VertxContextSupport.subscribeAndAwait(
          () -> transactions.run(session -> handler.apply(session, events)));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
