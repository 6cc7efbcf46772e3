package dev.fairlead.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Which activities (跟进) there are, and which of them count as follow-up. A note alone does not. */
@ApplicationScoped
public class ActivityKinds {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Set<String> all;
  private final Set<String> qualifying;
  private final LedgerClock clock;

  ActivityKinds(
      @ConfigProperty(name = "fairlead.ownership.activity.kinds") Set<String> all,
      @ConfigProperty(name = "fairlead.ownership.activity.qualifying") Set<String> qualifying,
      LedgerClock clock) {
    this.all = Set.copyOf(all);
    this.qualifying = Set.copyOf(qualifying);
    this.clock = clock;
  }

  /** Every kind. */
  public Set<String> all() {
    return all;
  }

  /** Whether the kind extends a protection. */
  public boolean qualifies(String kind) {
    return qualifying.contains(kind);
  }

  /** When an activity took place: as told, to the millisecond, else now. */
  public Instant at(@Nullable Instant told) {
    return told == null ? clock.now() : told.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether an instant lies further ahead than clocks may differ. */
  public boolean isFuture(Instant at) {
    return at.isAfter(clock.now().plus(CLOCK_SKEW));
  }
}
