package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ClockIT {

  @Inject MovableClock clock;
  @Inject WatchClocks watchClocks;

  private final String rep = newId("rep");
  private final String lead = Scene.newLead();

  @Test
  void aProtectionOfSecondsIsWarnedAndThenLapsesWithEpochAndDeadline() {
    Instant now = clock.instant();
    Instant deadline = now.plusSeconds(2).plusNanos(123);
    TestEvents.send(Scene.granted(lead, 1, rep, now, deadline, null));

    await(() -> !lapses().isEmpty());

    assertThat(TestEvents.logged(lead).stream().map(row -> row.event().getClass()).toList())
        .isEqualTo(List.of(PoolEvent.Expiring.class, PoolEvent.Lapsed.class));
    assertThat(lapses())
        .containsExactly(new PoolEvent.Lapsed(lead, 1, rep, deadline, "no-follow-up"));
  }

  @Test
  void aClockCarriesOnTheLeadsCorrelation() {
    Instant now = clock.instant();
    TestEvents.send("event-" + lead, "flow-" + lead, Scene.granted(lead, 1, rep, now, now, null));

    await(() -> !lapses().isEmpty());

    assertThat(TestEvents.logged(lead))
        .allSatisfy(
            row -> {
              assertThat(row.correlationId()).isEqualTo("flow-" + lead);
              assertThat(row.causationId()).isEqualTo("event-" + lead);
            });
  }

  @Test
  void theAcceptWindowLapsesWithItsOwnInstant() {
    Instant now = clock.instant();
    Instant acceptBy = now.plusSeconds(1);
    TestEvents.send(Scene.granted(lead, 1, rep, now, now.plus(Duration.ofDays(10)), acceptBy));

    await(() -> !lapses().isEmpty());

    assertThat(lapses())
        .containsExactly(new PoolEvent.Lapsed(lead, 1, rep, acceptBy, "not-accepted"));
  }

  @Test
  void anAcceptedLeadOutlivesItsAcceptWindow() {
    Instant now = clock.instant();
    Instant deadline = now.plus(Duration.ofHours(6));
    TestEvents.send(Scene.granted(lead, 1, rep, now, deadline, now.plus(Duration.ofMinutes(30))));
    TestEvents.send(new OwnershipEvent.Accepted(lead, 1, rep, now));
    await(() -> nextStepKnown() && held("acceptBy") == 0);

    clock.moveOn(Duration.ofHours(4));
    await(() -> !warnings().isEmpty());
    clock.moveOn(Duration.ofHours(3));

    await(() -> !lapses().isEmpty());
    assertThat(lapses())
        .containsExactly(new PoolEvent.Lapsed(lead, 1, rep, deadline, "no-follow-up"));
  }

  /** "An activity logged between evaluation and release must win": a refused lapse re-arms. */
  @Test
  void aRefusedLapseIsArmedAgainWithTheNewDeadline() {
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, rep, now, now, null));
    await(() -> lapses().size() == 1);
    Instant later = clock.instant().plusSeconds(1);
    TestEvents.send(new OwnershipEvent.Extended(lead, 1, later));

    TestEvents.send(new OwnershipEvent.Refused(lead, "lapsed", "stale", 1, 1, rep));

    await(() -> lapses().size() == 2);
    assertThat(lapses()).extracting(PoolEvent.Lapsed::deadline).containsExactly(now, later);
    assertThat(TestEvents.logged(lead, PoolEvent.Expiring.class)).hasSize(2);
  }

  @Test
  void aLockedLeadStandsStillUntilItIsUnlocked() {
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, rep, now, now.plus(Duration.ofDays(10)), null));
    TestEvents.send(new OwnershipEvent.Locked(lead, 1, rep));
    await(
        () ->
            TestEvents.count("select count(*) from custody where lead_id = ? and frozen", lead)
                == 1);
    clock.moveOn(Duration.ofDays(11));
    String witness = Scene.newLead();
    TestEvents.send(Scene.granted(witness, 1, rep, now, now, null));
    await(() -> !TestEvents.logged(witness, PoolEvent.Lapsed.class).isEmpty());
    List<TestEvents.Logged> whileLocked = TestEvents.logged(lead);

    TestEvents.send(new OwnershipEvent.Unlocked(lead, 1, rep));

    await(() -> !warnings().isEmpty());
    List<PoolEvent.Lapsed> atOnce = lapses();
    clock.moveOn(Duration.ofHours(2));
    await(() -> !lapses().isEmpty());
    assertThat(whileLocked).isEmpty();
    assertThat(atOnce).isEmpty();
  }

  @Test
  void aReleasedLeadHasNoClockAnyMore() {
    Instant now = clock.instant();
    TestEvents.send(Scene.granted(lead, 1, rep, now, now.plus(Duration.ofDays(1)), null));
    TestEvents.send(
        new OwnershipEvent.Released(
            lead, 2, rep, "returned", "assignment", null, null, null, null));

    await(
        () ->
            TestEvents.count(
                    "select count(*) from custody where lead_id = ? and epoch = 2 and next_at is"
                        + " null",
                    lead)
                == 1);
  }

  /** Two replicas, here four rounds at once over one database: each lead is rung once. */
  @Test
  void clocksWatchedByManyAtOnceRingEachLeadOnce() {
    Instant now = clock.instant();
    int leads = 200;
    for (int i = 0; i < leads; i++) {
      TestEvents.send(Scene.granted(lead + i, 1, rep, now, now.plus(Duration.ofDays(40)), null));
    }
    await(() -> TestEvents.count("select count(*) from custody where owner = ?", rep) == leads);
    clock.moveOn(Duration.ofDays(39));
    Scene.atOnce(4, watchClocks::watch);
    await(() -> said("expiring") == leads);
    clock.moveOn(Duration.ofDays(2));
    Scene.atOnce(4, watchClocks::watch);
    Scene.atOnce(4, watchClocks::watch);

    await(() -> said("lapsed") == leads);
    assertThat(
            TestEvents.count(
                "select count(distinct key) from event_log where key like ? and type like"
                    + " '%lapsed%'",
                lead + "%"))
        .isEqualTo(leads);
  }

  private long said(String type) {
    return TestEvents.count(
        "select count(*) from event_log where key like ? and type like ?",
        lead + "%",
        "%." + type + ".%");
  }

  private List<PoolEvent.Lapsed> lapses() {
    return TestEvents.logged(lead, PoolEvent.Lapsed.class);
  }

  private List<PoolEvent.Expiring> warnings() {
    return TestEvents.logged(lead, PoolEvent.Expiring.class);
  }

  private boolean nextStepKnown() {
    return TestEvents.count(
            "select count(*) from custody where lead_id = ? and next_at is not null", lead)
        == 1;
  }

  private long held(String field) {
    return TestEvents.count(
        "select count(*) from custody where lead_id = ? and body::jsonb -> 'holder' -> 'protection'"
            + " ->> ?::text is not null",
        lead,
        field);
  }

  private static void await(Callable<Boolean> condition) {
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
