package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.decision.domain.Results;
import dev.fairlead.assignment.decision.domain.Rotation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision read besides lead, policy and roster, as it was just before; with it the decision
 * can be made again.
 *
 * @param open open leads by rep
 * @param given leads given in the present windows, by unit and rep
 * @param companyOwner who owned another lead of the company
 * @param touched who was in contact with the person, since when
 * @param factors of weights, by rep, where they are not 1
 * @param results how leads ended, by rep and segment, where the rules look at that
 */
public record Inputs(
    @Nullable String stage,
    List<String> excluded,
    @Nullable String formerOwner,
    List<Turns> rotations,
    Map<String, Integer> open,
    Map<RateWindow.Unit, Map<String, Integer>> given,
    @Nullable String companyOwner,
    Map<String, Instant> touched,
    Map<String, Double> factors,
    Map<String, Map<String, Results>> results) {

  public Inputs {
    touched = touched == null ? Map.of() : touched;
    factors = factors == null ? Map.of() : factors;
    results = results == null ? Map.of() : results;
  }

  /** A rotation's counters. */
  public record Turns(String rotation, long turn, List<Rotation.Member> members) {}

  /** Takes down what a decision is about to read. */
  public static Inputs of(
      Question question,
      Book book,
      Collection<String> rotations,
      Collection<String> reps,
      Collection<RateWindow.Unit> units,
      Collection<String> resultsOf) {
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
        given,
        question.companyOwner(),
        new TreeMap<>(question.touched()),
        factors(book, reps),
        results(book, resultsOf, question.facts().segment()));
  }

  private static Map<String, Double> factors(Book book, Collection<String> reps) {
    Map<String, Double> factors = new TreeMap<>();
    for (String rep : reps) {
      if (book.factor(rep) != 1) {
        factors.put(rep, book.factor(rep));
      }
    }
    return factors;
  }

  private static Map<String, Map<String, Results>> results(
      Book book, Collection<String> reps, @Nullable String segment) {
    Map<String, Map<String, Results>> results = new TreeMap<>();
    for (String rep : reps) {
      Map<String, Results> some = new TreeMap<>();
      for (String each : segments(segment)) {
        Results ended = book.results(rep, each);
        if (ended.closed() > 0) {
          some.put(each, ended);
        }
      }
      if (!some.isEmpty()) {
        results.put(rep, some);
      }
    }
    return results;
  }

  private static Set<String> segments(@Nullable String segment) {
    return segment == null || segment.isEmpty()
        ? Set.of(Book.ALL_SEGMENTS)
        : Set.of(Book.ALL_SEGMENTS, segment);
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
    factors.forEach(book::enterFactor);
    results.forEach(
        (rep, some) -> some.forEach((segment, ended) -> book.enterResults(rep, segment, ended)));
    return book;
  }
}
