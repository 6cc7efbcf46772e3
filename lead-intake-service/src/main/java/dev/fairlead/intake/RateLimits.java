package dev.fairlead.intake;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds connectors to their {@code rateLimit}. Counted by each replica for itself: what a connector
 * may do in all grows with the replicas. The generic cell rate algorithm (ITU-T I.371): as many as
 * allowed may come at once, then one for each part of the period that passes.
 */
@ApplicationScoped
class RateLimits {

  private final Map<String, Long> nextFree = new ConcurrentHashMap<>();

  /** Whether the connector may deliver once more now; what may not does not count. */
  boolean admits(Connector connector, Instant now) {
    Settings.RateLimit limit = connector.settings().rateLimit();
    if (limit == null) {
      return true;
    }
    long period = limit.per().toMillis() * 1000;
    long interval = Math.max(1, period / limit.max());
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    AtomicBoolean admitted = new AtomicBoolean();
    nextFree.compute(
        connector.id(),
        (id, free) -> {
          long next = Math.max(free == null ? micros : free, micros) + interval;
          admitted.set(next - micros <= period);
          return admitted.get() ? Long.valueOf(next) : free;
        });
    return admitted.get();
  }
}
