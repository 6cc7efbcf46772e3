package dev.fairlead.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The eye on an owner who has not followed up yet.
 *
 * @param ruleId the rule the lead was assigned by, which may have a ladder of its own
 * @param since when he got the lead
 * @param deadline when his protection ends
 * @param step how many steps of the ladder are behind him
 * @param nextAt when the next one is due; null when there is none
 */
public record Watch(
    @Nullable String ruleId, Instant since, Instant deadline, int step, @Nullable Instant nextAt) {

  /** An eye that is not open yet: {@link Ladder#set} says when it looks. */
  static Watch on(@Nullable String ruleId, Instant since, Instant deadline) {
    return new Watch(ruleId, since, deadline, 0, null);
  }

  Watch past(int doneStep) {
    return new Watch(ruleId, since, deadline, doneStep + 1, null);
  }

  Watch at(@Nullable Instant next) {
    return new Watch(ruleId, since, deadline, step, next);
  }
}
