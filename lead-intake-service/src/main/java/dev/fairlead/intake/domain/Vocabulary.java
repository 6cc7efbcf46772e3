package dev.fairlead.intake.domain;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names a kind of sender uses, and how exact one can be with it.
 *
 * @param names the sender's name to the canonical one; of several names for one thing the first
 *     that is filled counts
 * @param alsoAnswers names whose value the lead keeps as an answer too
 * @param passedOver names that say nothing of the lead
 * @param guesses whether names are labels that people wrote, to be guessed at
 * @param trusting whether the sender may name everything, as its source or that it is a test
 * @param strict whether a value of the wrong form refuses the lead, as for those who can correct
 *     it; else it becomes an answer
 * @param zone of times that name none; null where it is not known
 */
public record Vocabulary(
    Map<String, String> names,
    Set<String> alsoAnswers,
    Set<String> passedOver,
    boolean guesses,
    boolean trusting,
    boolean strict,
    @Nullable ZoneId zone) {

  /** Canonical names only, and told what is wrong. */
  public static final Vocabulary CANONICAL =
      new Vocabulary(Map.of(), Set.of(), Set.of(), false, true, true, null);

  /** Canonical names only, of a sender nobody reads the answers of. */
  public static final Vocabulary LENIENT =
      new Vocabulary(Map.of(), Set.of(), Set.of(), false, true, false, null);

  public Vocabulary {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    alsoAnswers = Set.copyOf(alsoAnswers);
    passedOver = Set.copyOf(passedOver);
  }

  /** The names of a sender, each followed by the canonical one. */
  public static Vocabulary of(String... pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return new Vocabulary(names, Set.of(), Set.of(), false, false, false, null);
  }

  /** Names whose value the lead keeps as an answer too. */
  public Vocabulary alsoAnswering(String... more) {
    return new Vocabulary(names, Set.of(more), passedOver, guesses, trusting, strict, zone);
  }

  /** Names that say nothing of the lead. */
  public Vocabulary passingOver(String... more) {
    return new Vocabulary(names, alsoAnswers, Set.of(more), guesses, trusting, strict, zone);
  }

  /** With names that are labels people wrote. */
  public Vocabulary guessing() {
    return new Vocabulary(names, alsoAnswers, passedOver, true, trusting, strict, zone);
  }

  /** With times that are local to a zone; null for one that is not known. */
  public Vocabulary at(@Nullable ZoneId local) {
    return new Vocabulary(names, alsoAnswers, passedOver, guesses, trusting, strict, local);
  }

  /** Of a sender that may name everything. */
  public Vocabulary trusting(boolean all) {
    return new Vocabulary(names, alsoAnswers, passedOver, guesses, all, strict, zone);
  }

  /** Refusing values of the wrong form. */
  public Vocabulary strictly() {
    return new Vocabulary(names, alsoAnswers, passedOver, guesses, trusting, true, zone);
  }

  /** The place of a name among the others; those that come first count first. */
  int rank(String name) {
    int rank = 0;
    for (String other : names.keySet()) {
      if (other.equals(name)) {
        return rank;
      }
      rank++;
    }
    return rank;
  }
}
