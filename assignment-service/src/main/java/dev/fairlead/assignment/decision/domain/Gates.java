package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can keep a lead from a rep, in the order it is looked at. The first one is named. */
final class Gates {

  static final String INACTIVE = "inactive";
  static final String OPTED_OUT = "opted-out";
  static final String NOT_ELIGIBLE = "not-eligible";
  static final String OFF_DUTY = "off-duty";
  static final String OVER_CAPACITY = "over-capacity";
  static final String RATE_CAP = "rate-cap";
  static final String OFFERED_BEFORE = "offered-before";
  static final String NOT_PREFERRED = "not-preferred";
  static final String NOBODY = "no-candidates";

  private static final Set<String> AWAY = Set.of(INACTIVE, OPTED_OUT, OFF_DUTY);
  private static final Set<String> PASSING = Set.of(OFF_DUTY, OVER_CAPACITY, RATE_CAP);

  private static final List<Gate> ORDER =
      List.of(
          new Gate(NOT_ELIGIBLE, (place, s) -> !s.eligible().get(place)),
          new Gate(OFF_DUTY, Gates::offDuty),
          new Gate(
              OVER_CAPACITY,
              (place, s) -> s.assign().respectCapacity() && full(s.rep(place), s.book())),
          new Gate(RATE_CAP, Gates::overRate),
          new Gate(
              OFFERED_BEFORE, (place, s) -> s.question().excluded().contains(s.rep(place).id())));

  private Gates() {}

  /**
   * What a gate looks at.
   *
   * @param eligible the places of candidates for whom the rule's condition holds
   * @param waived for whom all gates are open, to see what would become of it; null for nobody
   */
  record Situation(
      Rule rule,
      Rule.Assign assign,
      Crew crew,
      Question question,
      Map<String, Object> lead,
      BitSet eligible,
      Book book,
      @Nullable String waived) {

    Rep rep(int place) {
      return crew.rep(place);
    }
  }

  private record Gate(String name, Check check) {}

  @FunctionalInterface
  private interface Check {
    boolean removes(int place, Situation situation);
  }

  /** The gate that is shut for a rep whatever the lead; null for none. */
  static @Nullable String fixed(Rep rep, @Nullable String stage) {
    if (!rep.active()) {
      return INACTIVE;
    }
    if (rep.optedOut()) {
      return OPTED_OUT;
    }
    return rep.serves(stage) ? null : NOT_ELIGIBLE;
  }

  /** The gate that removes the candidate at a place; null when none does. */
  static @Nullable String removing(int place, Situation situation) {
    if (situation.waived() != null && situation.waived().equals(situation.rep(place).id())) {
      return null;
    }
    String fixed = situation.crew().fixed(place);
    if (fixed != null) {
      return fixed;
    }
    for (Gate gate : ORDER) {
      if (gate.check().removes(place, situation)) {
        return gate.name();
      }
    }
    return null;
  }

  /** Whether a removed rep missed the lead because he was away. */
  static boolean isAway(@Nullable String gate) {
    return gate != null && AWAY.contains(gate);
  }

  /** Whether one more lead would be more than a rep's capacity. */
  static boolean full(Rep rep, Book book) {
    return rep.capacity() != null && book.open(rep.id()) >= rep.capacity();
  }

  private static boolean offDuty(int place, Situation s) {
    Instant now = s.question().now();
    Instant next = s.crew().nextOnDuty(place, now);
    return next == null || next.isAfter(now.plus(s.assign().availability()));
  }

  private static boolean overRate(int place, Situation s) {
    for (Rule.RateCap cap : s.assign().rateCaps()) {
      if (s.book().given(s.rep(place).id(), RateWindow.Unit.of(cap.per())) >= cap.max()) {
        return true;
      }
    }
    return false;
  }

  /** The reason to name when nobody is left: of what passes by itself first the most frequent. */
  static String reason(Collection<String> gates) {
    Map<String, Long> counts =
        gates.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.keySet().stream()
        .max(
            Comparator.comparing((String gate) -> PASSING.contains(gate))
                .thenComparing(gate -> Objects.requireNonNull(counts.get(gate)))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(NOBODY);
  }

  /** When a gate opens for a candidate by itself; empty when something else has to happen. */
  static Optional<Instant> opens(@Nullable String gate, int place, Situation s) {
    Instant now = s.question().now();
    WorkingHours hours = s.rep(place).hours();
    if (OFF_DUTY.equals(gate)) {
      Duration window = s.assign().availability();
      return Optional.ofNullable(s.crew().nextOnDuty(place, now)).map(at -> at.minus(window));
    }
    if (RATE_CAP.equals(gate)) {
      return s.assign().rateCaps().stream()
          .filter(
              cap -> s.book().given(s.rep(place).id(), RateWindow.Unit.of(cap.per())) >= cap.max())
          .map(cap -> RateWindow.end(now, RateWindow.Unit.of(cap.per()), hours.zone()))
          .max(Comparator.naturalOrder());
    }
    return Optional.empty();
  }
}
