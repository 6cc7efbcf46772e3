package dev.fairlead.kit.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.OldEvents;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class OldEventsIT {

  private static final String PARTITIONS =
      "select count(*) from pg_inherits where inhparent = 'event_log'::regclass"
          + " and inhrelid = to_regclass(?)";

  @Inject OldEvents oldEvents;

  @Test
  void aMonthOfTheLogGoesOnceAllOfItIsOlderThanTheRetention() throws Throwable {
    // Given
    change(
        "select event_log_month('2020-01-15T00:00:00Z'), event_log_month('2020-02-15T00:00:00Z')");
    change(
        """
        insert into event_log (id, topic, key, type, source, time, occurred_at, correlation_id, payload)
        select gen_random_uuid(), 'lead.events', 'old', 'old', '/old', at::text, at, 'old', '{}'
        from unnest(array['2020-01-31T23:59:59Z', '2020-02-01T00:00:00Z']::timestamptz[]) at
        """);

    // When
    letGo("2023-02-28T00:00:00Z");

    // Then
    assertThat(TestEvents.count(PARTITIONS, "event_log_2020_01")).isZero();
    assertThat(TestEvents.count(PARTITIONS, "event_log_2020_02")).isEqualTo(1);
    assertThat(TestEvents.count("select count(*) from event_log where key = ?", "old"))
        .isEqualTo(1);

    // When
    letGo("2023-03-01T00:00:00Z");

    // Then
    assertThat(TestEvents.count(PARTITIONS, "event_log_2020_02")).isZero();
    assertThat(
            TestEvents.count(
                "select count(*) from pg_inherits where inhrelid = to_regclass(?)",
                "event_log_default"))
        .isEqualTo(1);
  }

  @Test
  void aDeadLetterGoesAfterItsReplayAndNeverBefore() throws Throwable {
    // Given
    change(
        """
        insert into dead_letter (id, topic, partition_no, offset_no, headers, body, reason, detail,
                                 buried_at, replayed_at)
        select gen_random_uuid(), 'old.events', 0, n, '{}', '', 'failed', 'old', '2020-01-01', replayed
        from unnest(array[null, '2020-01-02', '2020-06-01']::timestamptz[])
          with ordinality as d(replayed, n)
        """);

    // When
    letGo("2021-03-01T00:00:00Z");

    // Then
    String left = "select count(*) from dead_letter where topic = ? and offset_no = any('{1, 3}')";
    assertThat(TestEvents.count("select count(*) from dead_letter where topic = ?", "old.events"))
        .isEqualTo(2);
    assertThat(TestEvents.count(left, "old.events")).isEqualTo(2);
  }

  private void letGo(String now) throws Throwable {
    VertxContextSupport.subscribeAndAwait(() -> oldEvents.letGo(Instant.parse(now)));
  }

  private static void change(String statement) throws SQLException {
    try (Connection database = TestEvents.database();
        Statement sql = database.createStatement()) {
      sql.execute(statement);
    }
  }
}
