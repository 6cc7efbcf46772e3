package dev.fairlead.ownership;

import static dev.fairlead.ownership.Scene.PATIENCE;
import static dev.fairlead.ownership.Scene.aRep;
import static dev.fairlead.ownership.Scene.aTeam;
import static dev.fairlead.ownership.Scene.as;
import static dev.fairlead.ownership.Scene.assigned;
import static dev.fairlead.ownership.Scene.caps;
import static dev.fairlead.ownership.Scene.command;
import static dev.fairlead.ownership.Scene.logged;
import static dev.fairlead.ownership.Scene.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receiver's holding cap is checked, whatever way a lead comes to its owner. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class CapIT {

  @AfterEach
  void noCaps() {
    caps(null, false);
    as("admin", "admin").body(Map.of()).put("/api/ownership/settings").then().statusCode(200);
  }

  @Test
  void capacityIsNotExceededByManyTransfersAndAssignmentsAtOnce() throws Exception {
    String team = aTeam();
    String giver = aRep("giver", team);
    String taker = aRep("taker", team);
    List<String> leads = ownedBy(giver, team, 24);
    caps(5, false);

    List<String> offered = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      offered.add(UUID.randomUUID().toString());
      TestEvents.send(assigned(offered.getLast(), taker, team, 0));
    }
    List<Integer> answers =
        atOnce(
            leads.stream()
                .<Callable<Integer>>map(
                    lead ->
                        () ->
                            command(giver, lead, "transfer", Map.of("to", taker, "reason", "r"))
                                .extract()
                                .statusCode())
                .toList());

    assertThat(answers).allMatch(status -> status == 200 || status == 409);
    await()
        .atMost(PATIENCE)
        .until(() -> offered.stream().allMatch(lead -> !TestEvents.logged(lead).isEmpty()));
    assertThat(held(taker)).isEqualTo(5);
    assertThat(
            offered.stream()
                .flatMap(l -> TestEvents.logged(l, OwnershipEvent.Refused.class).stream()))
        .allMatch(refused -> refused.reason().equals("cap"));
  }

  @Test
  void aProposalOverTheCapIsRefusedWithItsReasonAndChangesNothing() {
    String team = aTeam();
    String rep = aRep("rep", team);
    ownedBy(rep, team);
    caps(1, false);
    String lead = UUID.randomUUID().toString();

    String proposal = TestEvents.send(assigned(lead, rep, team, 0));

    OwnershipEvent.Refused refused = logged(lead, OwnershipEvent.Refused.class);
    assertThat(refused.reason()).isEqualTo("cap");
    assertThat(refused.proposal()).isEqualTo("assigned");
    assertThat(refused.repId()).isEqualTo(rep);
    assertThat(TestEvents.logged(lead).getFirst().causationId()).isEqualTo(proposal);
    Scene.show(lead).body("state", equalTo("assigning")).body("epoch", equalTo(0));
  }

  @Test
  void aPoolAdminsAssignmentIsCheckedToo() {
    String team = aTeam();
    String rep = aRep("rep", team);
    String lead = ownedBy(rep, team);
    ownedBy(rep, team);
    command(rep, lead, "release", Map.of("reason", "no budget")).statusCode(200);
    caps(1, false);

    TestEvents.send(
        new PoolEvent.Claimed(
            lead, 2, "public", rep, "admin", "pool-admin", Scene.TERMS, null, null));

    assertThat(logged(lead, OwnershipEvent.Refused.class).reason()).isEqualTo("cap");
  }

  @Test
  void wonLeadsCountWhereTheSettingSaysSo() {
    String team = aTeam();
    String giver = aRep("giver", team);
    String taker = aRep("taker", team);
    String won = ownedBy(taker, team);
    command(taker, won, "close", Map.of("result", "won")).statusCode(200);
    String lead = ownedBy(giver, team);

    caps(1, true);
    command(giver, lead, "transfer", Map.of("to", taker, "reason", "r"))
        .statusCode(409)
        .body("code", equalTo("cap"));

    caps(1, false);
    command(giver, lead, "transfer", Map.of("to", taker, "reason", "r")).statusCode(200);
  }

  @Test
  void aRepLocksNoMoreThanHisOwnNumberHoweverManyAtOnce() throws Exception {
    String team = aTeam();
    String rep = aRep("rep", team);
    List<String> leads = ownedBy(rep, team, 8);
    as("admin", "admin")
        .body(Map.of("lockCap", 2))
        .put("/api/ownership/settings")
        .then()
        .statusCode(200)
        .body("lockCap", equalTo(2));

    List<Integer> answers =
        atOnce(
            leads.stream()
                .<Callable<Integer>>map(
                    lead -> () -> command(rep, lead, "lock", Map.of()).extract().statusCode())
                .toList());

    assertThat(answers.stream().filter(status -> status == 200)).hasSize(2);
    assertThat(answers.stream().filter(status -> status == 409)).hasSize(6);
    assertThat(TestEvents.count("select count(*) from custody where owner = ? and locked", rep))
        .isEqualTo(2);
  }

  private static long held(String rep) {
    return TestEvents.count(
        "select count(*) from custody where owner = ? and state = 'owned'", rep);
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
