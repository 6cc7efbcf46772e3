package dev.fairlead.ownership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Applied;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * At any instant a lead has at most one owner, whatever arrives in whatever order, however often.
 */
class OneOwnerTest {

  private static final Instant START = Instant.parse("2026-03-25T07:30:00Z");
  private static final OwnerCalendar CALENDAR = OwnerCalendar.of(ZoneId.of("Asia/Shanghai"));
  private static final ProtectionTerms TERMS =
      new ProtectionTerms(
          Span.parse("PT40S"),
          Span.parse("PT10S"),
          Span.parse("PT90S"),
          Span.parse("PT20S"),
          false);

  @Property(tries = 2000)
  void everyChangeOfCustodyRaisesTheEpochByOneAndNothingElseTouchesTheOwner(
      @ForAll("anything") List<Step> steps) {
    Ledger ledger = new Ledger(2);
    Custody custody = Custody.UNMET;
    Instant now = START;
    List<Long> epochsWithOwner = new ArrayList<>();
    for (Step step : steps) {
      now = now.plus(step.pause());
      LedgerCommand command = step.command(custody);
      Outcome outcome = ledger.decide(custody, command, CALENDAR, now);
      if (outcome instanceof Applied applied) {
        Custody next = applied.custody();
        boolean sameHolder = holder(custody).equals(holder(next));
        assertThat(next.epoch()).isEqualTo(custody.epoch() + (sameHolder ? 0 : 1));
        if (!sameHolder && next instanceof Owned owned) {
          epochsWithOwner.add(owned.epoch());
        }
        withinTheEpisode(custody, next);
        custody = next;
      }
      Statistics.label("outcome").collect(outcome instanceof Applied);
    }
    assertThat(epochsWithOwner).doesNotHaveDuplicates();
  }

  @Property(tries = 1000)
  void anEqualProposalIsAppliedAtMostOnce(
      @ForAll("anything") List<Step> before, @ForAll("proposals") Step proposal) {
    Ledger ledger = new Ledger(2);
    Custody custody = Custody.UNMET;
    Instant now = START;
    for (Step step : before) {
      now = now.plus(step.pause());
      if (ledger.decide(custody, step.command(custody), CALENDAR, now) instanceof Applied a) {
        custody = a.custody();
      }
    }
    LedgerCommand command = proposal.command(custody);
    Outcome first = ledger.decide(custody, command, CALENDAR, now);
    if (first instanceof Applied applied) {
      assertThat(ledger.decide(applied.custody(), command, CALENDAR, now))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Property(tries = 1000)
  void whatArrivesAgainLateAndInAnotherOrderGivesNoLeadTwoOwners(
      @ForAll("anything") List<Step> steps, @ForAll Random order) {
    Ledger ledger = new Ledger(2);
    List<LedgerCommand> sent = new ArrayList<>();
    Custody custody = Custody.UNMET;
    for (Step step : steps) {
      LedgerCommand command = step.command(custody);
      sent.add(command);
      if (ledger.decide(custody, command, CALENDAR, START.plusSeconds(600)) instanceof Applied a) {
        custody = a.custody();
      }
    }
    List<LedgerCommand> arriving = new ArrayList<>(sent);
    arriving.addAll(sent);
    Collections.shuffle(arriving, order);

    Custody now = Custody.UNMET;
    List<Long> epochs = new ArrayList<>(List.of(0L));
    for (LedgerCommand command : arriving) {
      if (ledger.decide(now, command, CALENDAR, START.plusSeconds(600)) instanceof Applied a) {
        withinTheEpisode(now, a.custody());
        if (a.custody().epoch() != now.epoch()) {
          epochs.add(a.custody().epoch());
        }
        now = a.custody();
      }
    }
    assertThat(epochs)
        .as("epochs 0..n without gap")
        .isEqualTo(LongStream.range(0, epochs.size()).boxed().toList());
  }

  private static void withinTheEpisode(Custody before, Custody after) {
    if (after instanceof Owned owned) {
      assertThat(owned.protection().deadline()).isBeforeOrEqualTo(owned.protection().hardEnd());
      if (before instanceof Owned was) {
        assertThat(owned.protection().hardEnd()).isEqualTo(was.protection().hardEnd());
        assertThat(owned.protection().deadline()).isAfterOrEqualTo(was.protection().deadline());
      }
    }
  }

  private static String holder(Custody custody) {
    return switch (custody) {
      case Custody.Assigning a -> "assignment";
      case Owned o -> "rep " + o.owner();
      case Custody.Pooled p -> "pool";
      case Custody.Closed c -> "nobody";
    };
  }

  /**
   * Something that arrives: its epoch is the current one plus {@code skew}, so that it may be late
   * or early.
   */
  record Step(String kind, long skew, String rep, Duration pause) {

    LedgerCommand command(Custody custody) {
      long epoch = custody.epoch() + skew;
      return switch (kind) {
        case "assign" -> new LedgerCommand.Assign(epoch, rep, "t", grant("assigned"), TERMS);
        case "admin" -> new LedgerCommand.Assign(epoch, rep, "t", grant("admin"), TERMS);
        case "pool" -> new LedgerCommand.ToPool(epoch, "public", "nobody");
        case "claim" -> new LedgerCommand.Claim(epoch, rep, "t", "claimed", TERMS);
        case "lapse" -> new LedgerCommand.Lapse(epoch, deadline(custody), "no-follow-up");
        case "unaccepted" ->
            new LedgerCommand.Lapse(epoch, acceptBy(custody), LedgerCommand.Lapse.NOT_ACCEPTED);
        case "accept" -> new LedgerCommand.Accept();
        case "decline" -> new LedgerCommand.Decline("busy");
        case "work" -> new LedgerCommand.LogActivity(rep, "call", null, true, START.plus(pause));
        case "transfer" -> new LedgerCommand.Transfer(rep, "t", "swap", null);
        case "release" -> new LedgerCommand.Release("no interest", null);
        case "recall" -> new LedgerCommand.Recall(epoch, "touched");
        case "rule" ->
            new LedgerCommand.Lapse(
                epoch, START, "no-opportunity", acquiredAt(custody), Ledger.TO_ASSIGNMENT);
        case "renewal" ->
            new LedgerCommand.Lapse(epoch, START, LedgerCommand.Lapse.NO_RENEWAL, START, null);
        case "handoff" -> new LedgerCommand.HandOff(skew == 0 ? "csm" : "ae", null, null);
        case "merge" -> new LedgerCommand.Merge("another", null);
        case "help" ->
            new LedgerCommand.AddHelper(new Custody.Helper(rep, "write", START.plus(pause)));
        case "expire" -> new LedgerCommand.ExpireHelpers();
        case "appoint" ->
            new LedgerCommand.Appoint(rep, skew == 0 ? START.plus(pause) : null, null);
        case "opportunity" -> new LedgerCommand.SetOpportunity(rep, skew == 0, null);
        case "dispute" -> new LedgerCommand.OpenDispute(rep);
        case "decide" ->
            new LedgerCommand.DecideDispute(
                rep, skew == 0 ? "transfer" : "pool", rep, "t", null, "evidence");
        case "lock" -> new LedgerCommand.SetLock(skew == 0);
        case "won" -> new LedgerCommand.Close("won", null, null, START);
        default -> new LedgerCommand.Close("won", null, null);
      };
    }

    private static Custody.Grant grant(String cause) {
      return new Custody.Grant(cause, "d", "r", 1);
    }

    private static Instant deadline(Custody custody) {
      return custody instanceof Owned o ? o.protection().deadline() : START;
    }

    private static Instant acquiredAt(Custody custody) {
      return custody instanceof Owned o ? o.protection().acquiredAt() : START;
    }

    private static Instant acceptBy(Custody custody) {
      Instant by = custody instanceof Owned o ? o.protection().acceptBy() : null;
      return by == null ? START : by;
    }
  }

  @Provide
  Arbitrary<List<Step>> anything() {
    return steps(
            "assign",
            "assign",
            "claim",
            "claim",
            "pool",
            "lapse",
            "unaccepted",
            "accept",
            "decline",
            "work",
            "work",
            "transfer",
            "release",
            "admin",
            "lock",
            "recall",
            "rule",
            "renewal",
            "handoff",
            "help",
            "expire",
            "appoint",
            "opportunity",
            "dispute",
            "decide",
            "won",
            "merge",
            "close")
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<Step> proposals() {
    return steps("assign", "claim", "pool", "lapse", "unaccepted", "recall", "rule", "renewal");
  }

  private static Arbitrary<Step> steps(String... kinds) {
    return Combinators.combine(
            Arbitraries.of(kinds),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(0L)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(-1L, 1L, -2L))),
            Arbitraries.of("li-lei", "han-meimei", "emma"),
            Arbitraries.integers().between(0, 30).map(Duration::ofSeconds))
        .as(Step::new);
  }
}
