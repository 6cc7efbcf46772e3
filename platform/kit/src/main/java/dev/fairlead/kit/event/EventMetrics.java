package dev.fairlead.kit.event;

import dev.fairlead.events.EventType;
import dev.fairlead.events.Topic;
import dev.fairlead.kit.ServiceName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts every message by type and ending ({@code fairlead.<service>.events}) and times it from the
 * moment the fact happened to the moment its effect was committed here ({@code
 * fairlead.<service>.event.delay}, by publisher's topic).
 */
@ApplicationScoped
public class EventMetrics {

  private static final Duration LONGEST = Duration.ofDays(3650);

  private final MeterRegistry registry;
  private final String events;
  private final String delay;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Topic, Timer> delays = new ConcurrentHashMap<>();

  EventMetrics(MeterRegistry registry, ServiceName service) {
    this.registry = registry;
    this.events = service.metric("events");
    this.delay = service.metric("event.delay");
  }

  /** One message ended. */
  public void count(String type, Ending ending) {
    counters
        .computeIfAbsent(
            type + ' ' + ending.tag(),
            key -> registry.counter(events, "type", type, "ending", ending.tag()))
        .increment();
  }

  private Timer delay(Topic topic) {
    return Timer.builder(delay)
        .tag("topic", topic.topicName())
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }

  void count(List<BatchConsumer.Delivery> batch, List<Ending> endings) {
    Instant now = Instant.now();
    for (int i = 0; i < batch.size(); i++) {
      Envelope envelope = batch.get(i).envelope();
      EventType type = EventType.of(envelope.event());
      count(type.name(), endings.get(i));
      delays.computeIfAbsent(type.topic(), this::delay).record(since(envelope.time(), now));
    }
  }

  /** Never less than nothing, and never so long that a timer could not count it. */
  private static Duration since(Instant time, Instant now) {
    Duration took = Duration.between(time, now);
    if (took.isNegative()) {
      return Duration.ZERO;
    }
    return took.compareTo(LONGEST) > 0 ? LONGEST : took;
  }
}
