package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.claim;
import static dev.fairlead.pool.Scene.code;
import static dev.fairlead.pool.Scene.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was seen to fail in other systems, and must not here. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class KnownDefectsIT {

  @Inject MovableClock clock;
  @Inject ClaimLeads claimLeads;
  @Inject Transactions transactions;
  @Inject CountUnanswered countUnanswered;

  private final String pool = newId("pool");
  private final String rep = newId("rep");

  /** Check-then-update claims with two winners, here as transactions that share nothing at all. */
  @Test
  void claimsThatCheckAtOnceInTransactionsOfTheirOwnHaveOneWinner() {
    String[] reps = IntStream.range(0, 24).mapToObj(i -> newId("racer")).toArray(String[]::new);
    Scene.knownReps("a", reps);
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);

    List<CompletableFuture<List<Outcome>>> running =
        List.of(reps).stream()
            .map(
                racer ->
                    CompletableFuture.supplyAsync(
                        () ->
                            OnVertx.run(
                                () ->
                                    transactions.run(
                                        session ->
                                            claimLeads.claim(
                                                session,
                                                List.of(
                                                    new Wish(racer, pool, lead, Flow.start())))))))
            .toList();
    List<Outcome> outcomes = running.stream().flatMap(one -> one.join().stream()).toList();

    assertThat(outcomes).filteredOn(Outcome.Taken.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(23);
    assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class)).hasSize(1);
  }

  @Test
  void quotaIsNotRefundedOnRelease() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1}}");
    List<String> leads = Scene.pooledLeads(pool, 2);
    claim(rep, pool, leads.get(0)).then().statusCode(200);
    Scene.grant(leads.get(0), rep, 2, clock.instant());
    TestEvents.send(Scene.toPool(leads.get(0), 3, pool));
    Scene.awaitPooled(leads.get(0), 3);

    assertThat(code(claim(rep, pool, leads.get(1)))).isEqualTo("claim.daily-limit");
  }

  @Test
  void quotaIsNotSpentByARefusedClaim() {
    Scene.knownReps("a", rep);
    Scene.pool(
        pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1, \"minInterval\": \"PT1H\"}}");
    List<String> leads = Scene.pooledLeads(pool, 1);

    List<String> answers =
        List.of(
            code(claim(rep, pool, "no-such-lead")),
            code(claim(rep, pool, "no-such-lead")),
            code(claim(rep, pool, leads.getFirst())));

    assertThat(answers).containsExactly("claim.gone", "claim.gone", "ok");
  }

  /** Moves, refused claims and later facts touch the row; the cool-off stands where it began. */
  @Test
  void coolOffIsNotReadFromTheLastUpdate() {
    String other = newId("other");
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"coolOff\": \"PT2H\"}}");
    Scene.pool(other, "{\"name\": \"Q\", \"claim\": {\"coolOff\": \"PT2H\"}}");
    String lead = Scene.pooledLead(pool);
    clock.moveOn(Duration.ofMinutes(119));
    Scene.post(
            "admin",
            "admin",
            "/api/pool/pools/" + pool + "/leads/" + lead + "/move",
            java.util.Map.of("pool", other))
        .then()
        .statusCode(200);

    String early = code(claim(rep, other, lead));
    clock.moveOn(Duration.ofMinutes(1));
    String late = code(claim(rep, other, lead));

    assertThat(List.of(early, late)).containsExactly("claim.cool-off", "ok");
  }

  /** A→B→A: who passed the lead on for a moment is still barred for his own time. */
  @Test
  void notOnlyTheLastOwnerIsBarred() {
    String mate = newId("mate");
    Scene.knownReps("a", rep, mate);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"previousOwnerBar\": \"P9000D\"}}");
    String lead = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, rep, now, now.plus(Duration.ofDays(9)), null));
    TestEvents.send(Scene.granted(lead, 2, mate, now, now.plus(Duration.ofDays(9)), null));
    TestEvents.send(
        new OwnershipEvent.Released(lead, 3, mate, "returned", "pool", pool, null, null, null));
    Scene.awaitPooled(lead, 3);

    assertThat(code(claim(rep, pool, lead))).isEqualTo("claim.previous-owner");
    assertThat(code(claim(mate, pool, lead))).isEqualTo("claim.previous-owner");
  }

  /** The ledger's refusal gives back everything: quota, interval, the lead at its place. */
  @Test
  void aClaimTheLedgerRefusesCountsForNothing() {
    Scene.knownReps("a", rep);
    Scene.pool(
        pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1, \"minInterval\": \"PT1H\"}}");
    List<String> leads = Scene.pooledLeads(pool, 2);
    claim(rep, pool, leads.get(0)).then().statusCode(200);

    Scene.refuse(leads.get(0), rep, "cap", 1);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !TestEvents.logged(leads.get(0), PoolEvent.ClaimLost.class).isEmpty());
    List<String> listed =
        Scene.get(rep, "rep", "/api/pool/pools/" + pool + "/leads").path("items.leadId");
    assertThat(listed).containsExactlyElementsOf(leads);
    assertThat(code(claim(rep, pool, leads.get(1)))).isEqualTo("ok");
  }

  /** Won leads count as held when the settings say so, out of the pool and at all. */
  @Test
  void wonLeadsCountOnlyWhenTheSettingSaysSo() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"holdingCap\": 1}}");
    List<String> leads = Scene.pooledLeads(pool, 2);
    claim(rep, pool, leads.get(0)).then().statusCode(200);
    Scene.grant(leads.get(0), rep, 2, clock.instant());
    TestEvents.send(new OwnershipEvent.Closed(leads.get(0), 3, "won", rep, null, null));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from claim where rep_id = ? and result = 'won'", rep)
                    == 1);

    Scene.put("/api/pool/settings", "{\"countWon\": true}").then().statusCode(200);
    String counted = code(claim(rep, pool, leads.get(1)));
    Scene.put("/api/pool/settings", "{}").then().statusCode(200);
    String uncounted = code(claim(rep, pool, leads.get(1)));

    assertThat(List.of(counted, uncounted)).containsExactly("claim.pool-cap", "ok");
  }

  @Test
  void aClaimTheLedgerDoesNotAnswerIsCounted() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    claim(rep, pool, Scene.pooledLead(pool)).then().statusCode(200);
    clock.moveOn(Duration.ofMinutes(2));

    OnVertx.run(() -> countUnanswered.count());

    assertThat(Scene.get("admin", "admin", "/q/metrics").asString())
        .containsPattern("fairlead_pool_claims_unanswered [1-9]");
  }

  /** A batch failing whole: each item has its own end. */
  @Test
  void aBatchDoesNotFailWhole() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    List<String> leads = Scene.pooledLeads(pool, 2);
    String key = java.util.UUID.randomUUID().toString();

    var first = batch(leads, key);
    var again = batch(leads, key);

    assertThat(first.<List<Integer>>path("items.status")).containsExactly(200, 409, 200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(TestEvents.count("select count(*) from claim where rep_id = ?", rep)).isEqualTo(2);
  }

  private io.restassured.response.Response batch(List<String> leads, String key) {
    return io.restassured.RestAssured.given()
        .auth()
        .oauth2(dev.fairlead.kit.testing.TestTokens.of(rep, "rep"))
        .contentType(io.restassured.http.ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(java.util.Map.of("leadIds", List.of(leads.get(0), "no-such-lead", leads.get(1))))
        .post("/api/pool/pools/" + pool + "/claims");
  }
}
