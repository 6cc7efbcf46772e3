package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.decision.domain.Rotation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision read besides lead, policy and roster, as it was just before; with it the decision
 * can be made again.
 *
 * @param open open leads by rep
 * @param given leads given in the present windows, by unit and rep
 */
public record Inputs(
    @Nullable String stage,
    List<String> excluded,
    @Nullable String formerOwner,
    List<Turns> rotations,
    Map<String, Integer> open,
    Map<RateWindow.Unit, Map<String, Integer>> given) {

  /** A rotation's counters. */
  public record Turns(String rotation, long turn, List<Rotation.Member> members) {}

  /** Takes down what a decision is about to read. */
  public static Inputs of(
      Question question,
      Book book,
      Collection<String> rotations,
      Collection<String> reps,
      Collection<RateWindow.Unit> units) {
    Map<String, Integer> open = new TreeMap<>();
    reps.forEach(rep -> open.put(rep, book.open(rep)));
    Map<RateWindow.Unit, Map<String, Integer>> given = new TreeMap<>();
    for (RateWindow.Unit unit : units) {
      Map<String, Integer> leads = new TreeMap<>();
      reps.forEach(rep -> leads.put(rep, book.given(rep, unit)));
      given.put(unit, leads);
    }
    return new Inputs(
        question.stage(),
        question.excluded().stream().sorted().toList(),
        question.formerOwner(),
        rotations.stream().map(book::rotation).map(Inputs::turns).toList(),
        open,
        given);
  }

  private static Turns turns(Rotation rotation) {
    return new Turns(rotation.id(), rotation.turn(), rotation.members());
  }

  /** The counters as they were. */
  public Book book() {
    Book book = new Book();
    rotations.forEach(
        turns -> book.enter(new Rotation(turns.rotation(), turns.turn(), turns.members())));
    open.forEach(book::enterOpen);
    given.forEach((unit, leads) -> leads.forEach((rep, n) -> book.enterGiven(rep, unit, n)));
    return book;
  }
}
