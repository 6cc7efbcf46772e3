package dev.fairlead.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The ledger's clock: UTC, in milliseconds, so that instants survive database and JSON alike. */
@ApplicationScoped
public class LedgerClock {

  private final Clock clock = Clock.systemUTC();

  /** Now. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
