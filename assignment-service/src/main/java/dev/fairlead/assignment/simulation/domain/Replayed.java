package dev.fairlead.assignment.simulation.domain;

import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.decision.domain.Rotations;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The recorded stream decided on by another policy, lead by lead in the order of their times. What
 * it keeps in memory are open leads, waiting leads and totals, none of which grows with the length
 * of the stream. Somebody has a lead for as long as whoever had it then; who has leads from before
 * the stream is taken to have none.
 */
public final class Replayed {

  private static final int MOST_WAITING = 10_000;
  private static final int TAKEN_UP_AT_ONCE = 20;
  private static final Duration AT_THE_LATEST = Duration.ofMinutes(5);

  private final Decider decider;
  private final Book book = new Book();
  private final Tally tally;
  private final Set<RateWindow.Unit> units = EnumSet.noneOf(RateWindow.Unit.class);
  private final Set<String> aligned = new HashSet<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private long number;
  private int waiting;

  private sealed interface What {
    record Left(String repId) implements What {}

    record WindowOver(String repId, RateWindow.Unit unit) implements What {}

    record TryAgain(Recorded lead) implements What {}
  }

  private record Event(Instant at, long number, What what) {}

  /** A stream that this decider decides on. */
  public Replayed(Decider decider) {
    this.decider = decider;
    this.tally = new Tally(decider.roster());
    decider.policy().rules().forEach(this::windowsOf);
    windowsOf(decider.policy().fallback());
  }

  private void windowsOf(Rule rule) {
    if (rule.assign() != null) {
      rule.assign().rateCaps().forEach(cap -> units.add(RateWindow.Unit.of(cap.per())));
    }
  }

  /** Decides on the next lead. */
  public void next(Recorded lead) {
    advance(lead.receivedAt());
    tally.recorded(lead);
    decide(lead, lead.receivedAt());
  }

  /** Ends the stream: what still waits stays without anybody. */
  public SimulationReport end() {
    return tally.report(waiting);
  }

  private void advance(Instant to) {
    int takenUp = 0;
    while (!events.isEmpty() && !events.peek().at().isAfter(to)) {
      Event event = events.remove();
      switch (event.what()) {
        case What.Left(String rep) -> {
          book.leave(rep);
          takenUp = 0;
        }
        case What.WindowOver(String rep, RateWindow.Unit unit) -> book.enterGiven(rep, unit, 0);
        case What.TryAgain(Recorded lead) -> {
          waiting--;
          if (++takenUp <= TAKEN_UP_AT_ONCE) {
            decide(lead, event.at());
          } else {
            await(lead, event.at().plus(AT_THE_LATEST));
          }
        }
      }
    }
  }

  private void decide(Recorded lead, Instant now) {
    Question question = question(lead, now);
    var matching = decider.match(question);
    for (Rule rule : matching.chain()) {
      if (rule.assign() != null && aligned.add(rule.id())) {
        Rotations.align(rule, decider.roster(), book);
      }
    }
    Decision decision = decider.decide(question, matching, book);
    tally.decided(lead, decision, now);
    switch (decision.outcome()) {
      case Outcome.Assigned assigned -> given(assigned.repId(), lead, now);
      case Outcome.Pooled pooled -> {}
      case Outcome.Held held -> await(lead, retry(held.retryAt(), now));
    }
  }

  private static Question question(Recorded lead, Instant now) {
    return new Question(
        "simulated",
        lead.leadId(),
        0,
        lead.facts(),
        null,
        Set.of(),
        lead.existingOwner() ? lead.repId() : null,
        now,
        lead.leadId().hashCode());
  }

  private void given(String repId, Recorded lead, Instant now) {
    if (lead.held() != null) {
      add(now.plus(lead.held()), new What.Left(repId));
    }
    Rep rep = decider.roster().rep(repId);
    for (RateWindow.Unit unit : units) {
      if (rep != null && book.given(repId, unit) == 1) {
        add(RateWindow.end(now, unit, rep.hours().zone()), new What.WindowOver(repId, unit));
      }
    }
  }

  private void await(Recorded lead, Instant at) {
    if (waiting < MOST_WAITING) {
      waiting++;
      add(at, new What.TryAgain(lead));
    }
  }

  private static Instant retry(@Nullable Instant opens, Instant now) {
    Instant latest = now.plus(AT_THE_LATEST);
    return opens == null || opens.isAfter(latest) || !opens.isAfter(now) ? latest : opens;
  }

  private void add(Instant at, What what) {
    events.add(new Event(at, number++, what));
  }
}
