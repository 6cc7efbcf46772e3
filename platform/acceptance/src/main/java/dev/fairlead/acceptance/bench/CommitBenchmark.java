package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * From a commit to its record at a consumer: rows for a topic of their own in the event log of
 * intake, a transaction each, at a hundred a second while nothing else is under way. The clock
 * starts before the COMMIT is sent, so the flush to disk is in it. Rows and topic go again.
 */
final class CommitBenchmark implements Benchmark {

  private static final String TOPIC = "bench.commit";
  private static final String TYPE = "dev.fairlead.bench.commit.v1";
  private static final int PARTITIONS = 12;
  private static final double PER_SECOND = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String APPEND =
      """
      insert into event_log (id, topic, key, type, source, time, correlation_id, payload)
      values (?::uuid, '%s', ?, '%s', '/fairlead/bench', now()::text, 'bench', repeat('p', 800))
      """
          .formatted(TOPIC, TYPE);

  @Override
  public String name() {
    return "commit";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", fairlead.kafka()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
      try {
        return measure(fairlead, duration);
      } finally {
        remove(fairlead, admin);
      }
    }
  }

  private static List<Figure> measure(Installation fairlead, Duration duration)
      throws SQLException, InterruptedException {
    try (Connection database = fairlead.asSuperuser("fairlead_intake");
        Arrivals arrived = new Arrivals(fairlead.kafka(), TOPIC, TYPE)) {
      database.setAutoCommit(false);
      arrived.awaitAll(commit(database, WARM_UP).keySet(), PATIENCE);
      Map<String, Long> committed = commit(database, duration);
      if (!arrived.awaitAll(committed.keySet(), PATIENCE)) {
        throw new IllegalStateException("some rows did not become records");
      }
      Latencies taken = arrived.since(committed);
      return List.of(
          Figure.of("commit → record at a consumer, p50", taken.percentileMs(0.50), "ms")
              .aimingAt("p50 < 20 ms"),
          Figure.of("commit → record at a consumer, p99", taken.percentileMs(0.99), "ms")
              .aimingAt("p99 < 50 ms"));
    }
  }

  /** When each row's commit was sent, by key. */
  private static Map<String, Long> commit(Connection database, Duration duration)
      throws SQLException {
    Map<String, Long> committed = new LinkedHashMap<>();
    long begun = System.nanoTime();
    long count = (long) (PER_SECOND * duration.toMillis() / 1000);
    try (PreparedStatement append = database.prepareStatement(APPEND)) {
      for (long i = 0; i < count; i++) {
        awaitTime(begun + (long) (i * 1e9 / PER_SECOND));
        String key = UUID.randomUUID().toString();
        append.setString(1, UUID.randomUUID().toString());
        append.setString(2, key);
        append.executeUpdate();
        committed.put(key, System.nanoTime());
        database.commit();
      }
    }
    return committed;
  }

  private static void awaitTime(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void remove(Installation fairlead, Admin admin)
      throws SQLException, InterruptedException, ExecutionException {
    try (Connection database = fairlead.asSuperuser("fairlead_intake");
        Statement sql = database.createStatement()) {
      sql.execute("delete from event_log where topic = '" + TOPIC + "'");
    }
    admin.deleteTopics(List.of(TOPIC)).all().get();
  }
}
