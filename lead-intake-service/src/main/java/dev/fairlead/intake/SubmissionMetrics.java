package dev.fairlead.intake;

import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.kit.ServiceName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts submissions by kind of connector and what became of them. */
@ApplicationScoped
class SubmissionMetrics {

  private final MeterRegistry registry;
  private final String name;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  SubmissionMetrics(MeterRegistry registry, ServiceName service) {
    this.registry = registry;
    this.name = service.metric("submissions");
  }

  void count(String kind, Settled settled) {
    String outcome =
        switch (settled) {
          case Settled.Rejected rejected -> rejected.refusal().reason().text();
          case Settled.Pending pending -> "pending";
          case Settled.Accepted accepted ->
              accepted.outcomes().stream()
                  .findFirst()
                  .map(Outcome::kind)
                  .map(Outcome.Kind::text)
                  .orElse("acknowledged");
        };
    counters
        .computeIfAbsent(
            kind + ' ' + outcome, key -> registry.counter(name, "kind", kind, "outcome", outcome))
        .increment();
  }
}
