package dev.fairlead.kit.event;

import dev.fairlead.events.EventType;
import dev.fairlead.kit.ServiceName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts every message by type and ending ({@code fairlead.<service>.events}) and times it from the
 * moment the fact happened to the moment its effect was committed here ({@code
 * fairlead.<service>.event.delay}, by publisher's topic).
 */
@ApplicationScoped
public class EventMetrics {

  private final MeterRegistry registry;
  private final String events;
  private final String delay;

  EventMetrics(MeterRegistry registry, ServiceName service) {
    this.registry = registry;
    this.events = service.metric("events");
    this.delay = service.metric("event.delay");
  }

  /** One message ended. */
  public void count(String type, Ending ending) {
    registry.counter(events, "type", type, "ending", ending.tag()).increment();
  }

  void count(List<BatchConsumer.Delivery> batch, List<Ending> endings) {
    Instant now = Instant.now();
    for (int i = 0; i < batch.size(); i++) {
      Envelope envelope = batch.get(i).envelope();
      EventType type = EventType.of(envelope.event());
      count(type.name(), endings.get(i));
      Duration took = Duration.between(envelope.time(), now);
      Timer.builder(delay)
          .tag("topic", type.topic().topicName())
          .publishPercentiles(0.5, 0.99)
          .register(registry)
          .record(took.isNegative() ? Duration.ZERO : took);
    }
  }
}
