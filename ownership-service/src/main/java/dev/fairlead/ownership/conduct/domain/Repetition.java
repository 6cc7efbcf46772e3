package dev.fairlead.ownership.conduct.domain;

import dev.fairlead.ownership.domain.OwnerCalendar;
import dev.fairlead.ownership.domain.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is a breach only when it happens again and again.
 *
 * @param times so often within the window; ≥ 1
 */
public record Repetition(String rule, int times, Span window) {

  /** Something suspect that a rep did. */
  public record Suspect(String eventId, String leadId, Instant at) {}

  /**
   * The breach that the last occurrence completes, if it does. What is evidence of an earlier
   * breach must not be among the earlier ones: it does not count twice.
   */
  public Optional<Finding> completedBy(
      String repId, Suspect last, List<Suspect> earlier, OwnerCalendar calendar) {
    List<Suspect> counted = new ArrayList<>();
    earlier.stream()
        .filter(one -> !one.at().isAfter(last.at()) && !one.eventId().equals(last.eventId()))
        .filter(one -> Rule.isWithin(one.at(), last.at(), window, calendar))
        .forEach(counted::add);
    counted.add(last);
    if (counted.size() < times) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            rule,
            repId,
            null,
            last.leadId(),
            last.at(),
            counted.stream().map(Suspect::eventId).toList()));
  }
}
