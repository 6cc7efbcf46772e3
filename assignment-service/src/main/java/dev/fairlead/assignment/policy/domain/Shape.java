package dev.fairlead.assignment.policy.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be seen of a condition without asking it. An index is built of it, answers are kept as
 * long as what they were read from is the same, and the linter makes its example leads of it.
 *
 * @param known false when nothing can be said, in which case the rest means nothing
 * @param needs what must hold for it to hold; a lead that fails one need not be asked
 * @param whole it holds exactly when all its needs do
 * @param reads the fields of the lead it reads
 * @param timed it reads the clock
 * @param compared constants that fields of the lead are compared with, by field; the names of
 *     regions under {@code region}
 */
public record Shape(
    boolean known,
    List<Need> needs,
    boolean whole,
    Set<String> reads,
    boolean timed,
    Map<String, Set<Object>> compared) {

  /** Of a condition that nothing is known of. */
  public static final Shape UNKNOWN = new Shape(false, List.of(), false, Set.of(), true, Map.of());

  /** Of the condition that always holds. */
  public static final Shape ALWAYS = new Shape(true, List.of(), true, Set.of(), false, Map.of());

  /** Of a condition that looks at the candidate only. */
  public static final Shape OF_REP = new Shape(true, List.of(), false, Set.of(), false, Map.of());

  public Shape {
    needs = List.copyOf(needs);
    reads = Set.copyOf(reads);
    compared = Map.copyOf(compared);
  }

  /** Something that must hold. */
  public sealed interface Need {
    /** A text field of the lead has one of these values. */
    record OneOf(String field, Set<String> values) implements Need {}

    /** The lead's region is that one or lies below it. */
    record Within(String region) implements Need {}
  }
}
