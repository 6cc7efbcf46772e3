package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import java.time.Duration;
import java.time.Instant;
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

  private static final Duration LOOK_AHEAD = Duration.ofDays(14);
  private static final Set<String> AWAY = Set.of(INACTIVE, OPTED_OUT, OFF_DUTY);
  private static final Set<String> PASSING = Set.of(OFF_DUTY, OVER_CAPACITY, RATE_CAP);

  private static final List<Gate> ORDER =
      List.of(
          new Gate(INACTIVE, (rep, s) -> !rep.active()),
          new Gate(OPTED_OUT, (rep, s) -> rep.optedOut()),
          new Gate(NOT_ELIGIBLE, Gates::notEligible),
          new Gate(OFF_DUTY, Gates::offDuty),
          new Gate(OVER_CAPACITY, (rep, s) -> s.assign().respectCapacity() && full(rep, s.book())),
          new Gate(RATE_CAP, Gates::overRate),
          new Gate(OFFERED_BEFORE, (rep, s) -> s.question().excluded().contains(rep.id())));

  private Gates() {}

  /** What a gate looks at besides the rep. */
  record Situation(
      Rule rule,
      Rule.Assign assign,
      Question question,
      Map<String, Object> lead,
      RegionTree regions,
      Book book) {}

  private record Gate(String name, Check check) {}

  @FunctionalInterface
  private interface Check {
    boolean removes(Rep rep, Situation situation);
  }

  /** The gate that removes a rep; null when none does. */
  static @Nullable String removing(Rep rep, Situation situation) {
    for (Gate gate : ORDER) {
      if (gate.check().removes(rep, situation)) {
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

  private static boolean notEligible(Rep rep, Situation s) {
    return !rep.serves(s.rule().stage())
        || !s.assign().eligible().ask(s.lead(), rep.attributes(), s.regions()).holds();
  }

  private static boolean offDuty(Rep rep, Situation s) {
    return rep.hours().nextOnDuty(s.question().now(), s.assign().availability()).isEmpty();
  }

  private static boolean overRate(Rep rep, Situation s) {
    Rule.RateCap cap = s.assign().rateCap();
    return cap != null && s.book().given(rep.id(), RateWindow.Unit.of(cap.per())) >= cap.max();
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

  /** When a gate opens for a rep by itself; empty when something else has to happen. */
  static Optional<Instant> opens(@Nullable String gate, Rep rep, Situation s) {
    Instant now = s.question().now();
    if (OFF_DUTY.equals(gate)) {
      return rep.hours().nextOnDuty(now, LOOK_AHEAD).map(at -> at.minus(s.assign().availability()));
    }
    Rule.RateCap cap = s.assign().rateCap();
    if (RATE_CAP.equals(gate) && cap != null) {
      return Optional.of(RateWindow.end(now, RateWindow.Unit.of(cap.per()), rep.hours().zone()));
    }
    return Optional.empty();
  }
}
