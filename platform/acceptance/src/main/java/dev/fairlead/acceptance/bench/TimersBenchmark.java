package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clocks: 10,000 protections that end at the same moment, once among as many protected leads and
 * once among a million; from that moment to the last {@code lapsed} in Kafka, a warning before
 * each. The protected leads are written straight into pool-service's database and taken out again;
 * the ledger does not know them and refuses the lapses, which belongs to the work.
 */
final class TimersBenchmark implements Benchmark {

  private static final int DUE = 10_000;
  private static final int MANY = 1_000_000;
  private static final int CHUNK = 100_000;
  private static final String PREFIX = "bench-timer-";
  private static final Duration HEAD_START = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String BODY =
      """
      '{"leadId":"' || id || '","epoch":1,"state":"OWNED","owner":"bench-rep","rounds":0,"holder":'
      || '{"owner":"bench-rep","protection":{"acquiredAt":"2026-01-01T00:00:00Z","deadline":"'
      || e.text || '","hardEnd":"' || e.text || '","accepted":true},'
      || '"exemptions":{"locked":false,"disputes":[]},'
      || '"rules":{"warn":["P3D","P1D","P0D"],"recycle":[],"workingDays":false,'
      || '"minimumNotice":"PT0S","provisional":false},'
      || '"dues":[{"reason":"NO_FOLLOW_UP","at":"' || e.text || '","deadline":"' || e.text || '"}],'
      || '"course":{"armedAt":"2026-01-01T00:00:00Z","proposed":false},'
      || '"origin":{"correlationId":"bench-timers","traceparent":""}}}'
      """;

  private static final String PROTECT =
      """
      insert into custody (lead_id, epoch, state, owner, deadline, frozen, next_at, body, reason)
      select id, 1, 'OWNED', 'bench-rep', e.at, false, e.at, %s, 'no-follow-up'
      from generate_series(?, ?) n,
           lateral (select '%s' || lpad(n::text, 8, '0')) as i(id),
           lateral (select ?::text, ?::timestamptz + n %% 86400 * interval '1 second') as e(text, at)
      on conflict do nothing
      """
          .formatted(BODY, PREFIX);

  private static final String MAKE_DUE =
      """
      update custody set deadline = e.at, next_at = e.at, body = %s
      from (select ?::text, ?::timestamptz) as e(text, at)
      where lead_id like '%s%%' and lead_id <= '%s' || lpad(?::text, 8, '0')
      """
          .formatted(BODY.replace("|| id ||", "|| lead_id ||"), PREFIX, PREFIX);

  private record Leftover(String database, List<String> statements) {}

  private static final List<Leftover> LEFTOVERS =
      List.of(
          new Leftover(
              "fairlead_pool",
              List.of("delete from custody where lead_id like 'PREFIX'", "vacuum custody")),
          new Leftover(
              "fairlead_ownership",
              List.of("delete from custody where lead_id like 'PREFIX'", "vacuum custody")),
          new Leftover(
              "fairlead_notification",
              List.of(
                  "delete from delivery where notice_id in"
                      + " (select id from notice where lead_id like 'PREFIX')",
                  "delete from notice where lead_id like 'PREFIX'",
                  "delete from lead where id like 'PREFIX'")));

  private static final String BEHIND =
      "select confirmed_flush_lsn < ?::pg_lsn from pg_replication_slots"
          + " where slot_name = 'fairlead_pool'";

  @Override
  public String name() {
    return "timers";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    remove(fairlead);
    try (Connection database = fairlead.asSuperuser("fairlead_pool")) {
      try {
        measure(fairlead, database, DUE); // warms up
        double few = measure(fairlead, database, DUE);
        double many = measure(fairlead, database, MANY);
        return List.of(
            Figure.of("lapses, 10,000 due among 10,000", few, "/s"),
            Figure.of("lapses, 10,000 due among 1,000,000", many, "/s")
                .against(new Figure.Yardstick("among 10,000", few))
                .aimingAt("≥ 0.8 ×"),
            Figure.of("  all out after", DUE / many, "s").aimingAt("≤ 10 s"));
      } finally {
        remove(fairlead);
      }
    }
  }

  private static double measure(Installation fairlead, Connection database, int protectedLeads)
      throws SQLException, InterruptedException {
    Bench.say("  writing protected leads up to %,d …".formatted(protectedLeads));
    protect(database, protectedLeads);
    Bench.say("  waiting until Debezium has passed them …");
    awaitDecoded(database);
    List<String> due = IntStream.rangeClosed(1, DUE).mapToObj(TimersBenchmark::lead).toList();
    try (Arrivals lapsed =
            new Arrivals(fairlead.kafka(), "pool.events", "dev.fairlead.pool.lapsed.v1");
        Arrivals refused =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.refused.v1")) {
      Instant at = Instant.now().plus(HEAD_START).truncatedTo(ChronoUnit.MILLIS);
      makeDue(database, at);
      long left = Duration.between(Instant.now(), at).toNanos();
      if (left < 0) {
        throw new IllegalStateException("the clocks were not set in time");
      }
      long begun = System.nanoTime() + left;
      Bench.say("  10,000 of %,d are due …".formatted(protectedLeads));
      if (!lapsed.awaitAll(due, PATIENCE)) {
        throw new IllegalStateException("not everything that was due lapsed");
      }
      double seconds = (lapsed.last(due) - begun) / 1e9;
      // the ledger's refusals are to be through before the next measurement
      if (!refused.awaitAll(due, PATIENCE)) {
        throw new IllegalStateException("the ledger did not answer all lapses");
      }
      return DUE / seconds;
    }
  }

  private static void protect(Connection database, int count) throws SQLException {
    Instant end = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);
    for (int from = 1; from <= count; from += CHUNK) {
      try (PreparedStatement insert = database.prepareStatement(PROTECT)) {
        insert.setInt(1, from);
        insert.setInt(2, Math.min(count, from + CHUNK - 1));
        insert.setString(3, end.toString());
        insert.setString(4, end.toString());
        insert.executeUpdate();
      }
    }
    execute(database, "vacuum analyze custody");
    execute(database, "checkpoint");
  }

  /** Debezium reads past what it does not carry, but not at once. */
  private static void awaitDecoded(Connection database) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (PreparedStatement behind = database.prepareStatement(BEHIND)) {
      behind.setString(1, position(database));
      while (isTrue(behind)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("Debezium does not get past the protected leads");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static String position(Connection database) throws SQLException {
    try (Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery("select pg_current_wal_lsn()::text")) {
      row.next();
      return row.getString(1);
    }
  }

  private static boolean isTrue(PreparedStatement question) throws SQLException {
    try (ResultSet row = question.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void makeDue(Connection database, Instant at) throws SQLException {
    try (PreparedStatement update = database.prepareStatement(MAKE_DUE)) {
      update.setString(1, at.toString());
      update.setString(2, at.toString());
      update.setInt(3, DUE);
      if (update.executeUpdate() != DUE) {
        throw new IllegalStateException("not all clocks could be set");
      }
    }
    execute(database, "analyze custody");
  }

  /** With what became of them elsewhere. */
  private static void remove(Installation fairlead) throws SQLException {
    for (Leftover leftover : LEFTOVERS) {
      try (Connection database = fairlead.asSuperuser(leftover.database())) {
        for (String statement : leftover.statements()) {
          execute(database, statement.replace("PREFIX", PREFIX + "%"));
        }
      }
    }
  }

  private static void execute(Connection database, String statement) throws SQLException {
    try (Statement sql = database.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String lead(int number) {
    return PREFIX + "%08d".formatted(number);
  }
}
