package dev.fairlead.notification.stream;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.notification.adapter.Notices;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The streams open on this replica. A ring names people; one reading fetches what those of them who
 * listen here have not seen, and gives it to their streams. Readings never overlap, so a stream
 * gets its notices in order and once; every heartbeat reads for all, in case a ring was lost.
 */
@ApplicationScoped
public class LiveStreams {

  private static final Logger LOG = Logger.getLogger(LiveStreams.class);

  private final NoticeFeed feed;
  private final Timer delay;
  private final int most;
  private final Map<String, Set<LiveStream>> streams = new ConcurrentHashMap<>();
  private final Set<String> rung = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  LiveStreams(
      NoticeFeed feed,
      MeterRegistry metrics,
      ServiceName service,
      @ConfigProperty(name = "fairlead.notification.streams-per-person") int most) {
    this.feed = feed;
    this.most = most;
    this.delay =
        Timer.builder(service.metric("stream.delay"))
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
    metrics.gauge(service.metric("streams"), open);
  }

  /** Whether this person has as many streams open here as one may have. */
  boolean isFull(String person) {
    return streams.getOrDefault(person, Set.of()).size() >= most;
  }

  /**
   * Opens a stream.
   *
   * @param lastSeen number of the last notice the client has; null to begin with what comes now
   * @param until when it ends at the latest
   */
  Multi<LiveStream.Line> open(String person, @Nullable Long lastSeen, Instant until) {
    return feed.last(person)
        .map(last -> lastSeen == null ? last : Math.min(lastSeen, last))
        .onItem()
        .transformToMulti(seen -> open(person, seen.longValue(), until));
  }

  private Multi<LiveStream.Line> open(String person, long seen, Instant until) {
    Consumer<MultiEmitter<? super LiveStream.Line>> connect =
        out -> {
          Instant now = Instant.now();
          LiveStream stream = new LiveStream(person, seen, now, until, out);
          join(stream);
          out.onTermination(() -> leave(stream));
          stream.beat(now);
          ring(List.of(person));
        };
    return Multi.createFrom().emitter(connect).onItem().invoke(line -> read(line.of()));
  }

  private void read(LiveStream stream) {
    if (stream.read()) {
      ring(List.of(stream.person()));
    }
  }

  private void join(LiveStream stream) {
    streams.compute(
        stream.person(),
        (person, there) -> {
          Set<LiveStream> mine = there == null ? ConcurrentHashMap.newKeySet() : there;
          mine.add(stream);
          return mine;
        });
    open.incrementAndGet();
  }

  private void leave(LiveStream stream) {
    streams.computeIfPresent(
        stream.person(),
        (person, there) -> {
          if (there.remove(stream)) {
            open.decrementAndGet();
          }
          return there.isEmpty() ? null : there;
        });
  }

  /** There is something new for these people. */
  void ring(Collection<String> people) {
    for (String person : people) {
      if (streams.containsKey(person)) {
        rung.add(person);
      }
    }
    if (!rung.isEmpty() && calls.getAndIncrement() == 0) {
      readings();
    }
  }

  /** There may be something new for everybody: rings may have been lost. */
  void ringAll() {
    ring(streams.keySet());
  }

  private void readings() {
    int seen = calls.get();
    reading()
        .subscribe()
        .with(
            done -> again(seen),
            failure -> {
              LOG.warnf("streams wait: %s", Failures.describe(failure));
              again(seen);
            });
  }

  private void again(int seen) {
    if (!calls.compareAndSet(seen, 0)) {
      readings();
    }
  }

  private Uni<Void> reading() {
    Map<String, List<LiveStream>> readers = new HashMap<>();
    for (String person : List.copyOf(rung)) {
      rung.remove(person);
      List<LiveStream> ready =
          streams.getOrDefault(person, Set.of()).stream().filter(LiveStream::keepsUp).toList();
      if (!ready.isEmpty()) {
        readers.put(person, ready);
      }
    }
    return readers.isEmpty()
        ? Uni.createFrom().voidItem()
        : feed.after(seen(readers)).invoke(news -> give(news, readers)).replaceWithVoid();
  }

  private static Map<String, Long> seen(Map<String, List<LiveStream>> readers) {
    Map<String, Long> seen = new HashMap<>();
    readers.forEach((person, list) -> list.forEach(s -> seen.merge(person, s.seen(), Math::min)));
    return seen;
  }

  /** Only those that were asked for: another stream of the same person may have to see more. */
  private void give(List<Notices.Shown> notices, Map<String, List<LiveStream>> readers) {
    Map<String, Integer> counts = new HashMap<>();
    for (Notices.Shown notice : notices) {
      counts.merge(notice.recipient(), 1, Integer::sum);
      boolean news = false;
      for (LiveStream stream : readers.getOrDefault(notice.recipient(), List.of())) {
        news |= stream.give(notice);
      }
      if (news) {
        Duration took = Duration.between(notice.at(), Instant.now());
        delay.record(took.isNegative() ? Duration.ZERO : took);
      }
    }
    counts.values().removeIf(count -> count < NoticeFeed.MOST);
    ring(counts.keySet());
  }

  @Scheduled(every = "${fairlead.notification.heartbeat}")
  void beat() {
    Instant now = Instant.now();
    streams.values().forEach(set -> set.forEach(stream -> stream.beat(now)));
    ringAll();
  }

  void stop(@Observes ShutdownEvent event) {
    streams.values().forEach(set -> set.forEach(LiveStream::end));
  }
}
