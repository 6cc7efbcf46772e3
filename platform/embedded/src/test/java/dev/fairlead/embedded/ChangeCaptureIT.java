package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From a committed row to a record in Kafka, with the connector file that production uses. Ordered,
 * because the first test needs a connector that has never run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeCaptureIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static RunningServers platform;
  private static PoolEvents events;

  @BeforeAll
  static void start() throws Exception {
    platform = RunningServers.shared();
    events = new PoolEvents(platform.servers().broker().bootstrap());
  }

  @AfterAll
  static void stop() throws Exception {
    events.close();
  }

  @Test
  @Order(1)
  void rows_committed_before_the_connector_exists_arrive() throws SQLException {
    platform.migrate(RunningServers.BUSY);
    platform.migrate(RunningServers.IDLE);
    insert("early", 3);

    platform.register(RunningServers.BUSY);
    platform.register(RunningServers.IDLE);

    await().atMost(SOON).untilAsserted(() -> assertThat(events.of("early")).hasSize(3));
  }

  @Test
  @Order(2)
  void a_committed_row_becomes_one_cloud_event() throws SQLException {
    Instant before = Instant.now();
    String payload = "{\"leadId\":\"one\",\"pool\":\"华东\"}";
    UUID id;
    try (Connection connection = platform.connect(RunningServers.BUSY)) {
      id = EventRows.insert(connection, "one", payload);
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(events.of("one")).hasSize(1));

    ConsumerRecord<String, String> record = events.of("one").getFirst();
    assertThat(record.value()).isEqualTo(payload);
    assertThat(Instant.ofEpochMilli(record.timestamp()))
        .isBetween(before.minusMillis(1), Instant.now());
    Map<String, String> headers = PoolEvents.headers(record);
    assertThat(Instant.parse(headers.remove("ce_time"))).isBetween(before, Instant.now());
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", id.toString(),
                "ce_source", "/fairlead/pool-service",
                "ce_type", "dev.fairlead.pool.pooled.v1",
                "ce_subject", "one",
                "ce_correlationid", "correlation",
                "ce_causationid", "causation",
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "content-type", "application/json"));
  }

  @Test
  @Order(3)
  void a_rolled_back_row_never_arrives() throws SQLException {
    try (Connection connection = platform.connect(RunningServers.BUSY)) {
      connection.setAutoCommit(false);
      EventRows.insert(connection, "rolled-back", "{}");
      connection.rollback();
    }
    insert("after the rollback", 1);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events.of("after the rollback")).hasSize(1));
    assertThat(events.of("rolled-back")).isEmpty();
  }

  @Test
  @Order(4)
  void a_record_arrives_soon_after_its_commit() throws SQLException {
    List<Long> commits = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    try (Connection connection = platform.connect(RunningServers.BUSY)) {
      for (int i = 0; i < 300; i++) {
        ids.add(EventRows.insert(connection, "timed", "{}").toString());
        commits.add(System.nanoTime());
        Pause.of(Duration.ofMillis(10));
      }
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(events.of("timed")).hasSize(300));

    Map<String, Long> arrivals = events.arrivalTimes();
    long[] micros = new long[300];
    for (int i = 0; i < 300; i++) {
      micros[i] = (arrivals.getOrDefault(ids.get(i), 0L) - commits.get(i)) / 1000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "commit to consumer: p50 %.1f ms, p99 %.1f ms%n", micros[150] / 1e3, micros[297] / 1e3);
    // Asynchronous commits or a slow poll would show as hundreds of milliseconds.
    assertThat(micros[150]).isLessThan(150_000);
  }

  @Test
  @Order(5)
  void nothing_is_lost_when_connect_is_killed() throws SQLException {
    insert("connect", 50);
    kill(platform.servers().children().get(0));
    insert("connect", 50);

    awaitIds("connect", 100);
  }

  @Test
  @Order(6)
  void nothing_is_lost_when_the_broker_is_killed() throws SQLException {
    insert("broker", 50);
    kill(platform.servers().children().get(1));
    insert("broker", 50);

    awaitIds("broker", 100);
  }

  @Test
  @Order(7)
  void nothing_is_lost_when_postgres_is_killed() throws SQLException {
    insert("postgres", 50);
    kill(platform.servers().children().get(2));
    await().atMost(SOON).until(platform.servers().postgres()::isReady);
    insert("postgres", 50);

    awaitIds("postgres", 100);
  }

  @Test
  @Order(8)
  void an_idle_database_does_not_hold_back_the_log() throws SQLException {
    try (Connection connection = platform.connect(RunningServers.IDLE)) {
      EventRows.insert(connection, "idle", "{}");
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(events.of("idle")).hasSize(1));
    long target = walPosition();

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              insert("noise", 1);
              assertThat(confirmed(RunningServers.IDLE)).isGreaterThan(target);
            });
  }

  private static void insert(String key, int count) throws SQLException {
    try (Connection connection = platform.connect(RunningServers.BUSY)) {
      for (int i = 0; i < count; i++) {
        EventRows.insert(connection, key, "{\"i\":" + i + "}");
      }
    }
  }

  /** Kills the process as a crash would; the supervisor starts it again. */
  private static void kill(Child child) {
    int restarts = child.restarts();
    ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
    await().atMost(SOON).until(() -> child.restarts() > restarts && child.isAlive());
  }

  private static void awaitIds(String key, int count) {
    Instant begin = Instant.now();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        events.of(key).stream()
                            .map(record -> PoolEvents.headers(record).get("ce_id"))
                            .distinct())
                    .hasSize(count));
    System.out.printf(
        "%s: %d records for %d rows, all there after %d ms%n",
        key, events.of(key).size(), count, Duration.between(begin, Instant.now()).toMillis());
  }

  private static long walPosition() throws SQLException {
    return number("select pg_current_wal_lsn() - '0/0'::pg_lsn");
  }

  private static long confirmed(Service service) throws SQLException {
    return number(
        "select confirmed_flush_lsn - '0/0'::pg_lsn from pg_replication_slots where slot_name = '%s'"
            .formatted(service.database()));
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = platform.servers().postgres().connect("postgres");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
