package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.adapter.Counters;
import dev.fairlead.assignment.decision.adapter.Counters.Window;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.assignment.roster.domain.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens sittings: policy, roster and counters brought together, a constant number of statements.
 */
@ApplicationScoped
class Sittings {

  private final Rosters rosters;
  private final Policies policies;
  private final Counters counters;

  Sittings(Rosters rosters, Policies policies, Counters counters) {
    this.rosters = rosters;
    this.policies = policies;
    this.counters = counters;
  }

  /** A sitting that holds the locks of everything it counts. */
  Uni<Sitting> open(
      Mutiny.Session session,
      AssignmentState state,
      Collection<Question> questions,
      Map<String, Integer> moves,
      Instant now) {
    return withoutCounters(session, state, questions)
        .chain(sitting -> counted(session, sitting, questions, moves, now, true));
  }

  /** A sitting that only looks. */
  Uni<Sitting> look(
      Mutiny.Session session, AssignmentState state, Collection<Question> questions, Instant now) {
    return withoutCounters(session, state, questions)
        .chain(sitting -> counted(session, sitting, questions, Map.of(), now, false));
  }

  /** A sitting before any counter was read. */
  Uni<Sitting> withoutCounters(
      Mutiny.Session session, AssignmentState state, Collection<Question> questions) {
    return rosters
        .at(session, state.rosterVersion())
        .chain(
            roster ->
                state.activePolicy() == null
                    ? Uni.createFrom().item(new Sitting(null, roster, questions))
                    : policies
                        .compiled(session, state.activePolicy(), roster)
                        .map(policy -> sitting(policy, roster, questions)));
  }

  private static Sitting sitting(Policy policy, Roster roster, Collection<Question> questions) {
    return new Sitting(policy, roster, questions);
  }

  private Uni<Sitting> counted(
      Mutiny.Session session,
      Sitting sitting,
      Collection<Question> questions,
      Map<String, Integer> moves,
      Instant now,
      boolean lock) {
    Set<String> reps = sitting.reps(questions);
    reps.addAll(moves.keySet());
    return counters
        .read(session, sitting.rotations(), reps, windows(sitting, now), lock)
        .map(
            book -> {
              moves.forEach((rep, by) -> book.enterOpen(rep, book.open(rep) + by));
              return sitting.with(book);
            });
  }

  private static List<Window> windows(Sitting sitting, Instant now) {
    List<Window> windows = new ArrayList<>();
    sitting
        .windows()
        .forEach(
            (unit, reps) ->
                reps.forEach(
                    rep ->
                        windows.add(
                            new Window(
                                rep.id(), unit, RateWindow.start(now, unit, rep.hours().zone())))));
    return windows;
  }
}
