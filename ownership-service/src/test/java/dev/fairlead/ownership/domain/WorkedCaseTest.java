package dev.fairlead.ownership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** The worked case of the protection: D=10 E=3 M=20 calendar days, acquired 25 March. */
class WorkedCaseTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final OwnerCalendar CALENDAR = OwnerCalendar.of(ZONE);
  private static final ProtectionTerms TERMS =
      new ProtectionTerms(Span.parse("P10D"), Span.parse("P3D"), Span.parse("P20D"), null, false);

  private final Ledger ledger = new Ledger(3);

  @Test
  void theWholeCase() {
    Owned owned = acquire(march(25));
    assertThat(deadline(owned)).isEqualTo(april(4));

    owned = work(owned, march(28));
    assertThat(deadline(owned)).as("an early activity does not shorten").isEqualTo(april(4));

    owned = work(owned, april(2));
    assertThat(deadline(owned)).isEqualTo(april(5));

    owned = work(owned, april(5));
    assertThat(deadline(owned)).isEqualTo(april(8));

    owned = work(owned, april(13));
    assertThat(deadline(owned)).as("capped at the hard end").isEqualTo(april(14));

    assertThat(lapse(owned, april(14))).isInstanceOf(Applied.class);
  }

  @Test
  void noActivityEverIsNotExpiredAtOnce() {
    Owned owned = acquire(march(25));

    Outcome early = lapse(owned, march(26));

    assertThat(early).isEqualTo(new Refused(Outcome.Refusal.NOT_DUE));
    assertThat(lapse(owned, april(4))).isInstanceOf(Applied.class);
  }

  @Test
  void anActivityBetweenEvaluationAndReleaseWins() {
    Owned owned = acquire(march(25));
    Instant evaluated = deadline(owned);

    Owned worked = work(owned, april(4).minusMillis(1));

    assertThat(
            ledger.decide(
                worked,
                new LedgerCommand.Lapse(worked.epoch(), evaluated, "no-follow-up"),
                CALENDAR,
                april(4)))
        .isEqualTo(new Refused(Outcome.Refusal.STALE));
  }

  @Test
  void twoRepsSwappingALeadDoNotExtendItsProtection() {
    Owned owned = acquire(march(25));

    Owned there = transfer(owned, "han-meimei", march(30));
    Owned back = transfer(there, "li-lei", april(1));

    assertThat(deadline(back)).isEqualTo(april(4));
    assertThat(back.protection().hardEnd()).isEqualTo(april(14));
    assertThat(back.epoch()).isEqualTo(owned.epoch() + 2);
  }

  @Test
  void aNoteIsNoFollowUp() {
    Owned owned = acquire(march(25));

    Outcome noted =
        ledger.decide(
            owned,
            new LedgerCommand.LogActivity("li-lei", "note", null, false, april(3)),
            CALENDAR,
            april(3));

    assertThat(((Applied) noted).custody()).isEqualTo(owned);
  }

  @Test
  void anActivityBeforeTheAcquisitionExtendsNothing() {
    Owned owned = acquire(march(25));

    Owned worked = work(owned, march(24));

    assertThat(worked.protection()).isEqualTo(owned.protection());
  }

  private Owned acquire(Instant at) {
    return owned(
        ledger.decide(
            Custody.UNMET,
            new LedgerCommand.Assign(
                0, "li-lei", "east", new Custody.Grant("assigned", "d", "r", 1), TERMS),
            CALENDAR,
            at));
  }

  private Owned work(Owned owned, Instant at) {
    return owned(
        ledger.decide(
            owned,
            new LedgerCommand.LogActivity(owned.owner(), "call", null, true, at),
            CALENDAR,
            at));
  }

  private Owned transfer(Owned owned, String to, Instant at) {
    return owned(
        ledger.decide(owned, new LedgerCommand.Transfer(to, "east", "swap", null), CALENDAR, at));
  }

  private Outcome lapse(Owned owned, Instant at) {
    return ledger.decide(
        owned,
        new LedgerCommand.Lapse(owned.epoch(), deadline(owned), "no-follow-up"),
        CALENDAR,
        at);
  }

  private static Owned owned(Outcome outcome) {
    return (Owned) ((Applied) outcome).custody();
  }

  private static Instant deadline(Owned owned) {
    return owned.protection().deadline();
  }

  private static Instant march(int day) {
    return ZonedDateTime.of(2026, 3, day, 15, 30, 0, 0, ZONE).toInstant();
  }

  private static Instant april(int day) {
    return ZonedDateTime.of(2026, 4, day, 15, 30, 0, 0, ZONE).toInstant();
  }
}
