package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.claim;
import static dev.fairlead.pool.Scene.code;
import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import dev.fairlead.pool.domain.DrawRule;
import dev.fairlead.pool.domain.Lot;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class FairWindowIT {

  @Inject MovableClock clock;
  @Inject HoldDraws holdDraws;

  private final String pool = newId("fair");
  private final String li = newId("li");
  private final String wang = newId("wang");
  private final String zhao = newId("zhao");

  @Test
  void claimsWithinTheWindowAreCollectedAndOneIsDrawnByTheSeedThatWasCommittedTo() {
    Scene.knownReps("a", li, wang, zhao);
    fair("random", "");
    String lead = Scene.pooledLead(pool);

    List<Response> entered =
        List.of(claim(li, pool, lead), claim(wang, pool, lead), claim(zhao, pool, lead));

    assertThat(entered).allSatisfy(r -> assertThat(r.statusCode()).isEqualTo(202));
    assertThat(entered.stream().map(r -> r.<Integer>path("position"))).containsExactly(1, 2, 3);
    assertThat(entered.stream().map(r -> r.<String>path("seedHash")).distinct()).hasSize(1);
    closeWindow();
    PoolEvent.Claimed won = awaitDrawn(lead);
    assertThat(Lot.hashOf(String.valueOf(won.seed())))
        .isEqualTo(entered.getFirst().path("seedHash"));
    assertThat(won.repId())
        .isEqualTo(
            Lot.inOrder(
                    List.of(li, wang, zhao).stream()
                        .map(r -> Lot.of(DrawRule.RANDOM, String.valueOf(won.seed()), lead, r, 0))
                        .toList())
                .getFirst()
                .repId());
    assertThat(won.draw()).isEqualTo("random");
    assertThat(won.entrants()).extracting(PoolEvent.Entrant::repId).contains(li, wang, zhao);
    assertThat(TestEvents.logged(lead, PoolEvent.ClaimLost.class))
        .hasSize(2)
        .allSatisfy(
            lost -> {
              assertThat(lost.reason()).isEqualTo("not-drawn");
              assertThat(lost.seed()).isEqualTo(won.seed());
              assertThat(lost.entrants()).isEqualTo(won.entrants());
            });
  }

  @Test
  void theResultSaysWhatBecameOfAClaimAndTheSeedOnlyAfterTheDraw() {
    Scene.knownReps("a", li, wang);
    fair("random", "");
    String lead = Scene.pooledLead(pool);
    String mine = claim(li, pool, lead).path("claimId");
    String his = claim(wang, pool, lead).path("claimId");

    Response before = result(li, mine);
    Response othersBusiness = result(wang, mine);
    closeWindow();
    PoolEvent.Claimed won = awaitDrawn(lead);
    String winner = won.repId().equals(li) ? mine : his;
    Response after = result(won.repId(), winner);

    assertThat(before.<String>path("state")).isEqualTo("entered");
    assertThat(before.<Object>path("seed")).isNull();
    assertThat(othersBusiness.statusCode()).isEqualTo(404);
    assertThat(after.<String>path("state")).isEqualTo("pending");
    assertThat(after.<String>path("seed")).isEqualTo(won.seed());
    assertThat(after.<List<Boolean>>path("entrants.won")).containsExactly(true, false);
    assertThat(Scene.proposalOf(lead)).isEqualTo(winner);
  }

  @Test
  void whoWonFewestRecentlyIsDrawn() {
    Scene.knownReps("a", li, wang);
    String other = newId("other");
    Scene.pool(other, "{\"name\": \"O\"}");
    claim(li, other, Scene.pooledLead(other)).then().statusCode(200);
    fair("fewest-recent", "");
    List<String> leads = Scene.pooledLeads(pool, 1);
    claim(li, pool, leads.getFirst());
    claim(wang, pool, leads.getFirst());

    closeWindow();

    PoolEvent.Claimed won = awaitDrawn(leads.getFirst());
    assertThat(won.repId()).isEqualTo(wang);
    assertThat(won.entrants())
        .containsExactly(new PoolEvent.Entrant(wang, "0"), new PoolEvent.Entrant(li, "1"));
  }

  @Test
  void whoFitsTheLeadBestIsDrawn() {
    Scene.knownReps("a", li);
    TestEvents.send(Scene.talented(wang, "a", List.of("crm")));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> TestEvents.count("select count(*) from roster where id = ?", wang) == 1);
    fair("best-fit", "");
    String lead = Scene.pooledLead(pool);
    TestEvents.send(Scene.received(lead, List.of("华东区"), "制造业"));
    Scene.awaitFacts(lead);
    claim(li, pool, lead);
    claim(wang, pool, lead);

    closeWindow();

    PoolEvent.Claimed won = awaitDrawn(lead);
    assertThat(won.repId()).isEqualTo(wang);
    assertThat(won.entrants())
        .containsExactly(new PoolEvent.Entrant(wang, "75"), new PoolEvent.Entrant(li, "100"));
  }

  @Test
  void limitsHoldAtEnteringAndOnceMoreAtTheDraw() {
    Scene.knownReps("a", li, wang);
    fair("fewest-recent", ", \"dailyLimit\": 1");
    List<String> leads = Scene.pooledLeads(pool, 2);
    claim(li, pool, leads.get(0)).then().statusCode(202);
    claim(li, pool, leads.get(1)).then().statusCode(202);

    closeWindow();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lost(leads.get(0)).size() + lost(leads.get(1)).size() == 1);
    List<PoolEvent.ClaimLost> lost = new ArrayList<>(lost(leads.get(0)));
    lost.addAll(lost(leads.get(1)));
    assertThat(lost.getFirst().reason()).isEqualTo("claim.daily-limit");
    assertThat(lost.getFirst().entrants())
        .extracting(PoolEvent.Entrant::refused)
        .containsExactly("claim.daily-limit");
    String free = lost.getFirst().leadId();
    assertThat(code(claim(li, pool, free))).isEqualTo("claim.daily-limit");
    assertThat(claim(wang, pool, free).statusCode()).isEqualTo(202);
  }

  @Test
  void whoWithdrawsTakesNoPartAndHasSpentNothing() {
    Scene.knownReps("a", li, wang);
    fair("random", ", \"dailyLimit\": 1");
    String lead = Scene.pooledLead(pool);
    String mine = claim(li, pool, lead).path("claimId");
    claim(wang, pool, lead);

    Response withdrawn = withdraw(li, mine);
    closeWindow();
    PoolEvent.Claimed won = awaitDrawn(lead);

    assertThat(withdrawn.statusCode()).isEqualTo(204);
    assertThat(won.repId()).isEqualTo(wang);
    assertThat(won.entrants()).hasSize(1);
    assertThat(code(withdraw(li, mine))).isEqualTo("claim.drawn");
    assertThat(result(li, mine).<String>path("state")).isEqualTo("withdrawn");
    assertThat(lost(lead)).isEmpty();
  }

  /** A drawn winner the ledger refuses: the lead is there again for everybody, the quota back. */
  @Test
  void aDrawnWinnerWhomTheLedgerRefusesIsToldAndTheLeadOpensAnewWindow() {
    Scene.knownReps("a", li, wang);
    fair("random", ", \"dailyLimit\": 1");
    String lead = Scene.pooledLead(pool);
    String mine = claim(li, pool, lead).path("claimId");
    closeWindow();
    awaitDrawn(lead);

    Scene.refuse(lead, li, "cap", 1);

    await().atMost(Duration.ofSeconds(20)).until(() -> !lost(lead).isEmpty());
    assertThat(lost(lead).getFirst().reason()).isEqualTo("cap");
    assertThat(result(li, mine).<String>path("state")).isEqualTo("refused");
    assertThat(result(li, mine).<String>path("reason")).isEqualTo("cap");
    Response again = claim(li, pool, lead);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.<String>path("claimId")).isNotEqualTo(mine);
  }

  @Test
  void whatIsClaimedTwiceByOneRepIsOneEntry() {
    Scene.knownReps("a", li);
    fair("random", "");
    String lead = Scene.pooledLead(pool);

    Response first = claim(li, pool, lead);
    Response second = claim(li, pool, lead);

    assertThat(second.<String>path("claimId")).isEqualTo(first.path("claimId"));
    assertThat(TestEvents.count("select count(*) from draw_entry where lead_id = ?", lead))
        .isEqualTo(1);
  }

  @Test
  void aLeadAnAdminGivesAwayDuringTheWindowIsLostByAllWhoEntered() {
    Scene.knownReps("a", li, wang);
    fair("random", "");
    String lead = Scene.pooledLead(pool);
    claim(li, pool, lead).then().statusCode(202);
    Scene.post(
            "admin",
            "admin",
            "/api/pool/pools/" + pool + "/leads/" + lead + "/assign",
            Map.of("repId", wang))
        .then()
        .statusCode(200);

    closeWindow();

    await().atMost(Duration.ofSeconds(20)).until(() -> !lost(lead).isEmpty());
    assertThat(lost(lead).getFirst().reason()).isEqualTo("claim.gone");
    assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class)).hasSize(1);
  }

  /** Two replicas that look at once draw each window once. */
  @Test
  void manyWindowsDueAtOnceAreDrawnOnceEach() {
    Scene.knownReps("a", li, wang);
    fair("random", "");
    List<String> leads = Scene.pooledLeads(pool, 8);
    leads.forEach(lead -> claim(li, pool, lead));
    leads.forEach(lead -> claim(wang, pool, lead));

    closeWindow();
    List<CompletableFuture<Void>> twice =
        List.of(
            CompletableFuture.runAsync(() -> OnVertx.run(() -> holdDraws.hold())),
            CompletableFuture.runAsync(() -> OnVertx.run(() -> holdDraws.hold())));
    twice.forEach(CompletableFuture::join);

    leads.forEach(this::awaitDrawn);
    assertThat(leads)
        .allSatisfy(
            lead -> {
              assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class)).hasSize(1);
              assertThat(lost(lead)).hasSize(1);
            });
  }

  /** The ten lines of the guide, run as they stand there. */
  @Test
  void anybodyCanVerifyADrawWithTheScriptOfTheGuide() throws Exception {
    assumeThat(new File("/usr/bin/python3")).exists();
    Scene.knownReps("a", li, wang, zhao);
    fair("fewest-recent", "");
    String lead = Scene.pooledLead(pool);
    String mine = claim(li, pool, lead).path("claimId");
    claim(wang, pool, lead);
    claim(zhao, pool, lead);
    closeWindow();
    awaitDrawn(lead);
    String result = result(li, mine).asString();
    String tampered = result.replaceFirst("\"won\":true", "\"won\":false");

    assertThat(verified(result)).isZero();
    assertThat(verified(tampered)).isNotZero();
  }

  private static int verified(String result) throws IOException, InterruptedException {
    String guide = Files.readString(Path.of("../docs/guides/fair-draw.md"));
    int from = guide.indexOf("```python") + "```python".length();
    Process script =
        new ProcessBuilder("python3", "-c", guide.substring(from, guide.indexOf("```", from)))
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = script.getOutputStream()) {
      in.write(result.getBytes(StandardCharsets.UTF_8));
    }
    return script.waitFor();
  }

  private void fair(String rule, String more) {
    Scene.pool(
        pool,
        "{\"name\": \"Fair\", \"claim\": {\"fairWindow\": \"PT10M\", \"draw\": \""
            + rule
            + "\""
            + more
            + "}}");
  }

  private void closeWindow() {
    clock.moveOn(Duration.ofMinutes(11));
  }

  private PoolEvent.Claimed awaitDrawn(String lead) {
    return await("drawn")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> TestEvents.logged(lead, PoolEvent.Claimed.class).stream().findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static List<PoolEvent.ClaimLost> lost(String lead) {
    return TestEvents.logged(lead, PoolEvent.ClaimLost.class);
  }

  private Response result(String rep, String claim) {
    return Scene.get(rep, "rep", "/api/pool/pools/" + pool + "/claims/" + claim);
  }

  private Response withdraw(String rep, String claim) {
    return given()
        .auth()
        .oauth2(TestTokens.of(rep, "rep"))
        .delete("/api/pool/pools/" + pool + "/claims/" + claim);
  }
}
