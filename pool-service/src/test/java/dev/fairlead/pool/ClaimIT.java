package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.claim;
import static dev.fairlead.pool.Scene.code;
import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ClaimIT {

  @Inject MovableClock clock;

  private final String rep = newId("rep");
  private final String pool = newId("pool");

  @Test
  void aClaimAnswersTheEpochItActedOnAndProposesIt() {
    Scene.knownReps("a", rep);
    Scene.pool(
        pool,
        "{\"name\": \"P\", \"protect\": {\"initial\": \"PT20S\", \"extend\": \"PT5S\", \"max\": \"PT60S\"}}");
    String lead = Scene.pooledLead(pool);

    Response response = claim(rep, pool, lead);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.<Integer>path("epoch")).isEqualTo(1);
    assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.repId()).isEqualTo(rep);
              assertThat(e.epoch()).isEqualTo(1);
              assertThat(e.terms().initial()).isEqualTo("PT20S");
            });
  }

  @Test
  void aRepWhoIsNotAMemberIsTurnedAway() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"members\": {\"teams\": [\"b\"]}}");
    String lead = Scene.pooledLead(pool);

    Response response = claim(rep, pool, lead);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(code(response)).isEqualTo("claim.not-member");
  }

  @Test
  void aRepNobodyHasToldOfYetIsAskedToComeBack() {
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);

    Response response = claim(rep, pool, lead);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isNotNull();
  }

  @Test
  void coolOffCountsFromThePooling() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"coolOff\": \"PT2H\"}}");
    String lead = Scene.pooledLead(pool);

    Response early = claim(rep, pool, lead);
    clock.moveOn(Duration.ofHours(2));
    Response late = claim(rep, pool, lead);

    assertThat(code(early)).isEqualTo("claim.cool-off");
    assertThat(code(late)).isEqualTo("ok");
  }

  /** The A→B→A dodge: every earlier owner is barred, not only the last. */
  @Test
  void everyEarlierOwnerIsBarredForExactHours() {
    String first = newId("first");
    String second = newId("second");
    Scene.knownReps("a", first, second, rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"previousOwnerBar\": \"P9000D\"}}");
    String lead = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, first, now, now.plus(Duration.ofDays(9)), null));
    TestEvents.send(
        new OwnershipEvent.Transferred(
            lead,
            2,
            first,
            second,
            "a",
            "transferred",
            null,
            now.plus(Duration.ofDays(9)),
            now.plus(Duration.ofDays(20)),
            null,
            Scene.TERMS,
            null));
    TestEvents.send(Scene.toPool(lead, 3, pool));
    Scene.awaitPooled(lead, 3);

    Response byFirst = claim(first, pool, lead);
    Response bySecond = claim(second, pool, lead);
    Response byOther = claim(rep, pool, lead);

    assertThat(code(byFirst)).isEqualTo("claim.previous-owner");
    assertThat(code(bySecond)).isEqualTo("claim.previous-owner");
    assertThat(byFirst.statusCode()).isEqualTo(403);
    assertThat(code(byOther)).isEqualTo("ok");
  }

  @Test
  void aTeamMateIsBarredWhenThePoolBarsTeams() {
    String owner = newId("owner");
    String mate = newId("mate");
    Scene.knownReps("team-x", owner, mate);
    Scene.knownReps("team-y", rep);
    Scene.pool(
        pool,
        "{\"name\": \"P\", \"claim\": {\"previousOwnerBar\": \"P9000D\", \"barTeam\": true}}");
    String lead = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, owner, now, now.plus(Duration.ofDays(9)), null));
    TestEvents.send(Scene.toPool(lead, 2, pool));
    Scene.awaitPooled(lead, 2);

    assertThat(code(claim(mate, pool, lead))).isEqualTo("claim.previous-owner");
    assertThat(code(claim(rep, pool, lead))).isEqualTo("ok");
  }

  @Test
  void theIntervalBetweenClaimsIsKept() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"minInterval\": \"PT10M\"}}");
    List<String> leads = Scene.pooledLeads(pool, 2);

    Response first = claim(rep, pool, leads.get(0));
    Response tooSoon = claim(rep, pool, leads.get(1));
    clock.moveOn(Duration.ofMinutes(10));
    Response later = claim(rep, pool, leads.get(1));

    assertThat(List.of(code(first), code(tooSoon), code(later)))
        .containsExactly("ok", "claim.interval", "ok");
  }

  /** Quota counts claims made; a release gives nothing back, an assignment takes nothing. */
  @Test
  void aReleasedClaimStaysCountedAndAnAssignedLeadDoesNotEatQuota() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1}}");
    List<String> leads = Scene.pooledLeads(pool, 3);
    assign(leads.get(0), rep, "admin").then().statusCode(200);

    Response claimed = claim(rep, pool, leads.get(1));
    grant(leads.get(1), 2);
    TestEvents.send(Scene.toPool(leads.get(1), 3, pool));
    Scene.awaitPooled(leads.get(1), 3);
    Response again = claim(rep, pool, leads.get(2));

    assertThat(code(claimed)).isEqualTo("ok");
    assertThat(code(again)).isEqualTo("claim.daily-limit");
    assertThat(quota()).containsEntry("used", 1).containsEntry("remaining", 0);
  }

  /** A failed claim spends nothing. */
  @Test
  void aRefusedClaimSpendsNothing() {
    String other = newId("other");
    Scene.knownReps("a", rep, other);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1}}");
    List<String> leads = Scene.pooledLeads(pool, 2);
    claim(other, pool, leads.get(0)).then().statusCode(200);

    Response late = claim(rep, pool, leads.get(0));
    Response next = claim(rep, pool, leads.get(1));

    assertThat(code(late)).isEqualTo("claim.gone");
    assertThat(code(next)).isEqualTo("ok");
  }

  @Test
  void theLedgersRefusalGivesTheQuotaBackAndPutsTheLeadAtItsPlace() {
    String other = newId("other");
    Scene.knownReps("a", rep, other);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1}}");
    String lead = Scene.pooledLead(pool);
    claim(rep, pool, lead).then().statusCode(200);

    refuse(lead, "cap", 1);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !TestEvents.logged(lead, PoolEvent.ClaimLost.class).isEmpty());
    assertThat(quota()).containsEntry("used", 0);
    assertThat(code(claim(other, pool, lead))).isEqualTo("ok");
  }

  @Test
  void aStaleClaimIsVoidAndTheEntryGoneWhenCustodyHasMoved() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);
    claim(rep, pool, lead).then().statusCode(200);

    refuse(lead, "stale", 4);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !TestEvents.logged(lead, PoolEvent.ClaimLost.class).isEmpty());
    assertThat(TestEvents.count("select count(*) from pooled_lead where lead_id = ?", lead))
        .isZero();
  }

  @Test
  void theGlobalCapCountsWhatTheRepHoldsFromAnywhere() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    Scene.put("/api/pool/settings", "{\"globalHoldingCap\": 1}").then().statusCode(200);
    String held = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(held, 1, rep, now, now.plus(Duration.ofDays(9)), null));
    String lead = Scene.pooledLead(pool);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> TestEvents.count("select count(*) from custody where owner = ?", rep) == 1);

    Response response = claim(rep, pool, lead);
    Scene.put("/api/pool/settings", "{}").then().statusCode(200);

    assertThat(code(response)).isEqualTo("claim.global-cap");
  }

  @Test
  void aSuspendedRepMayNotClaim() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);
    TestEvents.send(
        new OwnershipEvent.Penalty(
            null,
            newId("penalty"),
            rep,
            "claim-suspension",
            clock.instant().plus(Duration.ofDays(1)),
            null,
            false));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> TestEvents.count("select count(*) from suspension where rep_id = ?", rep) == 1);

    Response response = claim(rep, pool, lead);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(code(response)).isEqualTo("claim.suspended");
  }

  @Test
  void aBatchAnswersPerItem() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"claim\": {\"dailyLimit\": 1}}");
    List<String> leads = Scene.pooledLeads(pool, 2);

    Response response =
        given()
            .auth()
            .oauth2(TestTokens.of(rep, "rep"))
            .contentType(ContentType.JSON)
            .body(Map.of("leadIds", List.of(leads.get(0), "no-such-lead", leads.get(1))))
            .post("/api/pool/pools/" + pool + "/claims");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.<List<Integer>>path("items.status")).containsExactly(200, 409, 409);
    assertThat(response.<List<String>>path("items.findAll { it.problem != null }.problem.code"))
        .containsExactly("claim.gone", "claim.daily-limit");
    assertThat(response.<Integer>path("items[0].epoch")).isEqualTo(1);
  }

  @Test
  void theSameIdempotencyKeyClaimsOnce() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);
    String key = UUID.randomUUID().toString();

    Response first = withKey(lead, key);
    Response second = withKey(lead, key);

    assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(200, 200);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class)).hasSize(1);
  }

  @Test
  void onlyAnAdminOfThePoolAssignsFromIt() {
    String boss = newId("boss");
    Scene.knownReps("a", rep);
    Scene.pool(
        pool, "{\"name\": \"P\", \"mode\": \"assign-only\", \"admins\": [\"" + boss + "\"]}");
    String lead = Scene.pooledLead(pool);

    Response byMember = assign(lead, rep, rep);
    Response claimed = claim(rep, pool, lead);
    Response byBoss = assign(lead, rep, boss);

    assertThat(code(byMember)).isEqualTo("pool.not-admin");
    assertThat(code(claimed)).isEqualTo("claim.assign-only");
    assertThat(byBoss.statusCode()).isEqualTo(200);
    assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.cause()).isEqualTo("admin");
              assertThat(e.operator()).isEqualTo(boss);
            });
  }

  private Response assign(String lead, String receiver, String operator) {
    String[] roles = operator.equals("admin") ? new String[] {"admin"} : new String[] {"rep"};
    return given()
        .auth()
        .oauth2(TestTokens.of(operator, roles))
        .contentType(ContentType.JSON)
        .body(Map.of("repId", receiver))
        .post("/api/pool/pools/" + pool + "/leads/" + lead + "/assign");
  }

  private Response withKey(String lead, String key) {
    return given()
        .auth()
        .oauth2(TestTokens.of(rep, "rep"))
        .header("Idempotency-Key", key)
        .post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim");
  }

  private Map<String, Object> quota() {
    List<Map<String, Object>> rows =
        given().auth().oauth2(TestTokens.of(rep, "rep")).get("/api/pool/quota").path("items");
    return rows.stream().filter(row -> pool.equals(row.get("pool"))).findFirst().orElseThrow();
  }

  private void grant(String lead, long epoch) {
    Instant now = clock.instant();
    String event = UUID.randomUUID().toString();
    TestEvents.send(
        event,
        UUID.randomUUID().toString(),
        Scene.proposalOf(lead),
        Scene.granted(lead, epoch, rep, now, now.plus(Duration.ofDays(10)), null));
  }

  private void refuse(String lead, String reason, long epoch) {
    TestEvents.send(
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        Scene.proposalOf(lead),
        new OwnershipEvent.Refused(lead, "claimed", reason, epoch, 1, rep));
  }
}
