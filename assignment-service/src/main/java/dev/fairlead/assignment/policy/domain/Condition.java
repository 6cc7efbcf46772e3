package dev.fairlead.assignment.policy.domain;

import dev.fairlead.assignment.roster.domain.RegionTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition of a policy, ready to be asked. Asking never fails: an error is an answer. */
public interface Condition {

  /** The condition that always holds. */
  Condition ALWAYS = (lead, rep, regions) -> Answer.YES;

  /**
   * Asks.
   *
   * @param lead the lead's fields
   * @param rep a candidate's attributes; empty where no candidate is concerned
   */
  Answer ask(Map<String, Object> lead, Map<String, Object> rep, RegionTree regions);

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
