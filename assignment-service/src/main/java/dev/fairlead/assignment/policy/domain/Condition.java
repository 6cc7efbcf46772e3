package dev.fairlead.assignment.policy.domain;

import dev.fairlead.assignment.roster.domain.Roster;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition of a policy, ready to be asked. Asking never fails: an error is an answer. */
@FunctionalInterface
public interface Condition {

  /** The condition that always holds. */
  Condition ALWAYS =
      new Condition() {
        @Override
        public Answer ask(Map<String, Object> lead, Map<String, Object> rep, World world) {
          return Answer.YES;
        }

        @Override
        public Shape shape() {
          return Shape.ALWAYS;
        }
      };

  /**
   * Asks.
   *
   * @param lead the lead's fields
   * @param rep a candidate's attributes; empty where no candidate is concerned
   */
  Answer ask(Map<String, Object> lead, Map<String, Object> rep, World world);

  /** What is known of it without asking. */
  default Shape shape() {
    return Shape.UNKNOWN;
  }

  /**
   * What a condition may look at besides lead and rep.
   *
   * @param now the moment that is decided for
   */
  record World(Instant now, Roster roster) {}

  /**
   * What came of it.
   *
   * @param error why it could not be told, in which case it does not hold; null normally
   */
  record Answer(boolean holds, @Nullable String error) {
    /** It holds. */
    public static final Answer YES = new Answer(true, null);

    /** It does not hold. */
    public static final Answer NO = new Answer(false, null);
  }
}
