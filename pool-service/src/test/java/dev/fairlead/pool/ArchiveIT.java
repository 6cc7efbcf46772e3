package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.LeadEvent;
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
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads that leave circulation, and come back into it. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ArchiveIT {

  @Inject MovableClock clock;

  private final String rep = newId("rep");
  private final String pool = newId("pool");

  @BeforeEach
  void someRep() {
    Scene.knownReps("a", rep);
  }

  /** "Recycled k times → archive." */
  @Test
  void aLeadLostTooOftenIsNeitherListedNorClaimedUntilAnAdminRestoresIt() {
    Scene.pool(pool, "{\"name\": \"P\", \"archiveAfter\": 2}");
    String lead = lostTwice();

    List<String> listed = listed();
    Response claimed = Scene.claim(rep, pool, lead);
    Response restored = asAdmin("/restore", lead);
    Response again = asAdmin("/restore", lead);

    assertThat(listed).isEmpty();
    assertThat(Scene.code(claimed)).isEqualTo("claim.gone");
    assertThat(restored.statusCode()).isEqualTo(200);
    assertThat(Scene.code(again)).isEqualTo("pool.not-archived");
    assertThat(listed()).containsExactly(lead);
    assertThat(TestEvents.logged(lead, PoolEvent.Restored.class))
        .containsExactly(new PoolEvent.Restored(lead, 4, pool, "asked again by phone"));
    assertThat(Scene.code(Scene.claim(rep, pool, lead))).isEqualTo("ok");
  }

  @Test
  void whatNobodyClaimsIsArchivedAfterItsTimeInThePool() {
    Scene.pool(pool, "{\"name\": \"P\", \"archiveAfter\": {\"rounds\": 9, \"after\": \"P90D\"}}");
    String lead = Scene.pooledLead(pool);

    clock.moveOn(Duration.ofDays(91));

    await(() -> !TestEvents.logged(lead, PoolEvent.Archived.class).isEmpty());
    assertThat(TestEvents.logged(lead, PoolEvent.Archived.class))
        .containsExactly(new PoolEvent.Archived(lead, pool, "age"));
    assertThat(listed()).isEmpty();
  }

  @Test
  void aTouchRestoresAnArchivedLead() {
    Scene.pool(pool, "{\"name\": \"P\", \"archiveAfter\": 2}");
    String lead = lostTwice();

    TestEvents.send(touch(lead));

    await(() -> !TestEvents.logged(lead, PoolEvent.Restored.class).isEmpty());
    assertThat(TestEvents.logged(lead, PoolEvent.Restored.class))
        .containsExactly(new PoolEvent.Restored(lead, 4, pool, "touched"));
    assertThat(listed()).containsExactly(lead);
  }

  @Test
  void aTouchMayHaveALeadAssignedAgainAndARefusalPutsItBack() {
    Scene.pool(pool, "{\"name\": \"P\", \"onTouch\": \"assign\"}");
    String lead = Scene.pooledLead(pool);

    TestEvents.send(touch(lead));
    TestEvents.send(touch(lead));
    await(() -> !recalls(lead).isEmpty());
    String whileRecalled = Scene.code(Scene.claim(rep, pool, lead));
    TestEvents.send(
        newId("event"),
        newId("flow"),
        proposal(lead),
        new OwnershipEvent.Refused(lead, "recalled", "stale", 1, 1, null));

    await(() -> listed().contains(lead));
    assertThat(whileRecalled).isEqualTo("claim.gone");
    assertThat(recalls(lead)).containsExactly(new PoolEvent.Recalled(lead, 1, pool, "touched"));
  }

  @Test
  void aRecalledLeadLeavesThePoolWhenTheLedgerGivesItToAssignment() {
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.pooledLead(pool);
    Response recalled = asAdmin("/recall", lead);

    TestEvents.send(
        new OwnershipEvent.Released(lead, 2, null, "admin", "assignment", null, null, null, null));

    await(() -> TestEvents.count("select count(*) from pooled_lead where lead_id = ?", lead) == 0);
    assertThat(recalled.<Integer>path("epoch")).isEqualTo(1);
    assertThat(recalls(lead)).hasSize(1);
    assertThat(Scene.code(asAdmin("/recall", lead))).isEqualTo("claim.gone");
  }

  @Test
  void onlyAdminsOfThePoolRestore() {
    Scene.pool(pool, "{\"name\": \"P\", \"admins\": [\"wang\"]}");
    String lead = Scene.pooledLead(pool);
    String path = "/api/pool/pools/" + pool + "/leads/" + lead + "/restore";

    Response refused = restore(path, rep);
    Response heard = restore(path, "wang");

    assertThat(Scene.code(refused)).isEqualTo("pool.not-admin");
    assertThat(Scene.code(heard)).isEqualTo("pool.not-archived");
  }

  private static Response restore(String path, String who) {
    return given()
        .contentType("application/json")
        .auth()
        .oauth2(TestTokens.of(who, "rep"))
        .post(path);
  }

  private String lostTwice() {
    String lead = Scene.newLead();
    Instant now = clock.instant();
    Instant deadline = now.plus(Duration.ofDays(5));
    TestEvents.send(Scene.granted(lead, 1, "li", now, deadline, null));
    TestEvents.send(Scene.recycled(lead, 2, "li", pool));
    TestEvents.send(Scene.granted(lead, 3, "wang", now, deadline, null));
    TestEvents.send(Scene.recycled(lead, 4, "wang", pool));
    await(() -> !TestEvents.logged(lead, PoolEvent.Archived.class).isEmpty());
    assertThat(TestEvents.logged(lead, PoolEvent.Pooled.class)).hasSize(2);
    assertThat(TestEvents.logged(lead, PoolEvent.Archived.class))
        .containsExactly(new PoolEvent.Archived(lead, pool, "rounds"));
    return lead;
  }

  private static LeadEvent.Touched touch(String lead) {
    return new LeadEvent.Touched(lead, "form", "form/site", Instant.now(), null);
  }

  private static List<PoolEvent.Recalled> recalls(String lead) {
    return TestEvents.logged(lead, PoolEvent.Recalled.class);
  }

  private static String proposal(String lead) {
    return TestEvents.logged(lead).stream()
        .filter(row -> row.event() instanceof PoolEvent.Recalled)
        .map(TestEvents.Logged::id)
        .findFirst()
        .orElseThrow();
  }

  private List<String> listed() {
    return given()
        .auth()
        .oauth2(TestTokens.of(rep, "rep"))
        .get("/api/pool/pools/" + pool + "/leads")
        .path("items.leadId");
  }

  private Response asAdmin(String what, String lead) {
    return given()
        .auth()
        .oauth2(TestTokens.of("admin", "admin"))
        .contentType(ContentType.JSON)
        .body("{\"reason\": \"asked again by phone\"}")
        .post("/api/pool/pools/" + pool + "/leads/" + lead + what);
  }

  private static void await(Callable<Boolean> condition) {
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
