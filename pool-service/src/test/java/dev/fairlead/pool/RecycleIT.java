package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clocks of recycle rules. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class RecycleIT {

  @Inject MovableClock clock;

  private final String rep = newId("rep");
  private final String pool = newId("pool");

  @BeforeEach
  void someRep() {
    Scene.knownReps("a", rep);
  }

  @AfterEach
  void leaveNoPoolThatTakesLeadsByItself() {
    Scene.pool(pool, "{\"name\": \"done\"}");
  }

  @Test
  void aDealThatIsNotMadeEndsByTheRuleOfThePoolTheLeadWasClaimedFrom() {
    Scene.pool(
        pool,
        """
        {"name": "P", "recycle": [{"reason": "no-deal", "after": "PT3S", "to": "assignment"}]}
        """);
    Instant now = clock.instant();
    String lead = Scene.claimed(rep, pool, now, now.plus(Duration.ofDays(10)));
    Instant opened = clock.instant();

    TestEvents.send(new OwnershipEvent.Opportunity(lead, 2, rep, "open", null, opened));

    await(() -> !lapses(lead).isEmpty());
    assertThat(lapses(lead))
        .containsExactly(
            new PoolEvent.Lapsed(
                lead, 2, rep, opened.plusSeconds(3), "no-deal", opened, "assignment"));
    assertThat(TestEvents.logged(lead, PoolEvent.Expiring.class)).isNotEmpty();
  }

  /** "An activity logged between evaluation and release must win." */
  @Test
  void anActivityBetweenEvaluationAndReleaseWins() {
    Scene.pool(
        pool,
        "{\"name\": \"P\", \"recycle\": [{\"reason\": \"no-follow-up\", \"after\": \"PT3S\"}]}");
    Instant acquired = clock.instant();
    String lead = Scene.claimed(rep, pool, acquired, acquired.plusSeconds(1));
    await(() -> lapses(lead).size() == 1);
    Instant called = clock.instant();

    TestEvents.send(new OwnershipEvent.Activity(lead, 2, rep, "call", null, true, called));
    TestEvents.send(new OwnershipEvent.Refused(lead, "lapsed", "stale", 2, 2, rep));

    await(() -> lapses(lead).size() == 2);
    assertThat(lapses(lead)).extracting(PoolEvent.Lapsed::basis).containsExactly(acquired, called);
    assertThat(lapses(lead).getLast().deadline()).isEqualTo(called.plusSeconds(3));
    assertThat(TestEvents.logged(lead, PoolEvent.Expiring.class)).hasSizeGreaterThan(1);
  }

  /** "Recycle notice sent before the update": a lapse is a proposal, and only the ledger's word. */
  @Test
  void aLapseTakesNothingFromItsOwnerUntilTheLedgerReleasesTheLead() {
    Scene.pool(pool, "{\"name\": \"P\"}");
    Instant now = clock.instant();
    String lead = Scene.newLead();
    TestEvents.send(Scene.granted(lead, 1, rep, now, now.plusSeconds(1), null));
    await(() -> !lapses(lead).isEmpty());
    long owned =
        TestEvents.count(
            "select count(*) from custody where lead_id = ? and owner = ? and state = 'OWNED'",
            lead,
            rep);
    List<PoolEvent.Pooled> before = TestEvents.logged(lead, PoolEvent.Pooled.class);

    TestEvents.send(Scene.recycled(lead, 2, rep, pool));

    Scene.awaitPooled(lead, 2);
    assertThat(owned).isEqualTo(1);
    assertThat(before).isEmpty();
    assertThat(TestEvents.count("select count(*) from pooled_lead where lead_id = ?", lead))
        .isEqualTo(1);
  }

  /** "A lead in several pools." */
  @Test
  void aLeadThatFitsSeveralPoolsIsInExactlyOne() {
    String other = newId("other");
    String document =
        "{\"name\": \"P\", \"when\": \"lead.industry == \\\"%s\\\"\"}".formatted(pool);
    Scene.pool(pool, document);
    Scene.pool(other, document);
    String lead = Scene.newLead();
    TestEvents.send(Scene.received(lead, List.of(), pool));

    TestEvents.send(Scene.toPool(lead, 1, null));
    TestEvents.send(Scene.toPool(lead, 1, other));
    TestEvents.send(Scene.toPool(lead, 1, null));

    PoolEvent.Pooled pooled = Scene.awaitPooled(lead, 1);
    String witness = Scene.pooledLead(pool);
    Scene.pool(other, "{\"name\": \"done\"}");
    assertThat(pooled.pool()).isEqualTo(pool);
    assertThat(TestEvents.logged(lead, PoolEvent.Pooled.class)).hasSize(1);
    assertThat(
            TestEvents.count(
                "select count(*) from pooled_lead where pool_id = ? and lead_id in (?, ?)",
                pool,
                lead,
                witness))
        .isEqualTo(2);
  }

  @Test
  void aContractThatIsNotRenewedEndsByItsOwnClock() {
    Scene.pool(
        pool,
        "{\"name\": \"P\", \"recycle\": [{\"reason\": \"no-renewal\", \"after\": \"PT1S\"}]}");
    Instant now = clock.instant();
    String lead = Scene.claimed(rep, pool, now, now.plus(Duration.ofDays(10)));
    Instant until = clock.instant().plusSeconds(1);

    TestEvents.send(new OwnershipEvent.Closed(lead, 3, "won", rep, null, null, null, until));

    await(() -> !lapses(lead).isEmpty());
    assertThat(lapses(lead))
        .containsExactly(
            new PoolEvent.Lapsed(lead, 3, rep, until.plusSeconds(1), "no-renewal", until, null));
  }

  @Test
  void changedRulesReachRunningClocksOnlyWhenAppliedAndOnlyAfterTheGrace() {
    Scene.pool(
        pool, "{\"name\": \"P\", \"recycle\": [{\"reason\": \"no-deal\", \"after\": \"P30D\"}]}");
    Instant now = clock.instant();
    String lead = Scene.claimed(rep, pool, now, now.plus(Duration.ofDays(10)));
    TestEvents.send(new OwnershipEvent.Opportunity(lead, 2, rep, "open", null, now));
    await(() -> "no-deal".equals(forecast(lead, "reason")));
    String frozen = forecast(lead, "deadline");

    Scene.pool(
        pool, "{\"name\": \"P\", \"recycle\": [{\"reason\": \"no-deal\", \"after\": \"P1D\"}]}");
    TestEvents.send(new OwnershipEvent.Activity(lead, 2, rep, "call", null, true, now));
    String afterTheChange = forecast(lead, "deadline");
    Instant before = clock.instant();
    Response applied =
        admin("{\"pool\": \"" + pool + "\", \"grace\": \"P5D\"}").post("/api/pool/rules/apply");

    await(() -> "done".equals(admin("{}").get(applied.header("Location")).<String>path("status")));
    assertThat(applied.statusCode()).isEqualTo(202);
    assertThat(afterTheChange).isEqualTo(frozen);
    assertThat(Instant.parse(forecast(lead, "deadline")))
        .isBetween(
            before.plus(Duration.ofDays(5)), before.plus(Duration.ofDays(5)).plusSeconds(20));
    assertThat(admin("{}").get(applied.header("Location")).<Integer>path("changed")).isEqualTo(1);
  }

  /** Topics have no order among each other. */
  @Test
  void theRulesOfALeadsScopeAreFoundWhenItsFactsComeAfterItsOwner() {
    Scene.pool(
        pool,
        """
        {"name": "P", "when": "lead.industry == \\"%s\\"",
         "recycle": [{"reason": "no-opportunity", "after": "P2D", "level": "大客户"}]}
        """
            .formatted(pool));
    String lead = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, rep, now, now.plus(Duration.ofDays(6)), null));
    await(
        () ->
            TestEvents.count("select count(*) from custody where lead_id = ? and provisional", lead)
                == 1);

    TestEvents.send(Scene.received(lead, List.of(), pool));

    await(() -> "no-opportunity".equals(forecast(lead, "reason")));
    assertThat(forecast(lead, "pool")).isEqualTo(pool);
  }

  private String forecast(String lead, String field) {
    return given()
        .auth()
        .oauth2(TestTokens.of(rep, "rep"))
        .get("/api/pool/forecast?days=60")
        .path("items.find { it.leadId == '" + lead + "' }." + field);
  }

  private static io.restassured.specification.RequestSpecification admin(String body) {
    return given()
        .auth()
        .oauth2(TestTokens.of("admin", "admin"))
        .contentType(ContentType.JSON)
        .body(body);
  }

  private static List<PoolEvent.Lapsed> lapses(String lead) {
    return TestEvents.logged(lead, PoolEvent.Lapsed.class);
  }

  private static void await(Callable<Boolean> condition) {
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
