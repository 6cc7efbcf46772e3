package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.adapter.Counters;
import dev.fairlead.assignment.decision.adapter.Counters.Locks;
import dev.fairlead.assignment.decision.adapter.Counters.Wanted;
import dev.fairlead.assignment.decision.adapter.Counters.Window;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.assignment.roster.domain.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens sittings: policy, roster and counters brought together, a constant number of statements.
 */
@ApplicationScoped
class Sittings {

  private static final int KEPT = 8;

  private final Rosters rosters;
  private final Policies policies;
  private final Counters counters;
  private final Map<Key, Decider> deciders = new ConcurrentHashMap<>();

  Sittings(Rosters rosters, Policies policies, Counters counters) {
    this.rosters = rosters;
    this.policies = policies;
    this.counters = counters;
  }

  private record Key(int policy, long roster) {}

  /**
   * A sitting that holds the locks of everything it counts.
   *
   * @param moves by how many open leads reps have more or fewer than the table says
   * @param credits leads that no longer count in their rotations
   */
  Uni<Sitting> open(
      Mutiny.Session session,
      AssignmentState state,
      Collection<Question> questions,
      Map<String, Integer> moves,
      Collection<Docket.Credit> credits,
      Instant now) {
    return withoutCounters(session, state, questions)
        .chain(
            sitting -> {
              Set<String> rotations = sitting.rotations();
              credits.forEach(credit -> rotations.add(credit.rotation()));
              Set<String> reps = sitting.reps(questions);
              reps.addAll(moves.keySet());
              return counters
                  .read(session, wanted(sitting, rotations, reps, "", now), Locks.ALL)
                  .map(book -> sitting.with(corrected(book, moves, credits)));
            });
  }

  private static Book corrected(
      Book book, Map<String, Integer> moves, Collection<Docket.Credit> credits) {
    moves.forEach((rep, by) -> book.enterOpen(rep, book.open(rep) + by));
    credits.forEach(credit -> book.rotation(credit.rotation()).takeBack(credit.repId()));
    return book;
  }

  /** A sitting that only looks. */
  Uni<Sitting> look(
      Mutiny.Session session, AssignmentState state, Collection<Question> questions, Instant now) {
    return withoutCounters(session, state, questions)
        .chain(sitting -> beside(session, sitting, questions, "", Locks.NONE, now));
  }

  /** A sitting that counts in rotations of its own, beside the real ones. */
  Uni<Sitting> beside(
      Mutiny.Session session,
      AssignmentState state,
      Collection<Question> questions,
      String prefix,
      Instant now) {
    return withoutCounters(session, state, questions)
        .chain(sitting -> beside(session, sitting, questions, prefix, Locks.ROTATIONS, now));
  }

  private Uni<Sitting> beside(
      Mutiny.Session session,
      Sitting sitting,
      Collection<Question> questions,
      String prefix,
      Locks locks,
      Instant now) {
    return counters
        .read(
            session,
            wanted(sitting, sitting.rotations(), sitting.reps(questions), prefix, now),
            locks)
        .map(sitting::with);
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
                    : decider(session, state.activePolicy(), roster)
                        .map(decider -> new Sitting(decider, roster, questions)));
  }

  /** The decider of a policy over a roster; what they were never changes, so it is kept. */
  private Uni<Decider> decider(Mutiny.Session session, int version, Roster roster) {
    Key key = new Key(version, roster.version());
    Decider known = deciders.get(key);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    return policies
        .compiled(session, version)
        .map(policy -> new Decider(policy, roster))
        .invoke(decider -> keep(key, decider));
  }

  private void keep(Key key, Decider decider) {
    deciders.put(key, decider);
    if (deciders.size() > KEPT) {
      deciders.keySet().stream()
          .min(Comparator.comparingLong(Key::roster).thenComparingInt(Key::policy))
          .ifPresent(deciders::remove);
    }
  }

  private static Wanted wanted(
      Sitting sitting, Set<String> rotations, Set<String> reps, String prefix, Instant now) {
    return new Wanted(rotations, prefix, reps, windows(sitting, now), sitting.resultsOf(), now);
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
