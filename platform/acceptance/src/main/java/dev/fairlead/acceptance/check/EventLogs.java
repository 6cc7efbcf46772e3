package dev.fairlead.acceptance.check;

import dev.fairlead.acceptance.Installation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the services' event logs hold is what the topics carry. Rows of the last seconds may be on
 * their way. Of a compacted topic only the newest row of a key must be there.
 */
final class EventLogs implements Invariant {

  private static final int FETCH = 10_000;

  private static final String ROWS =
      """
      select id::text, topic, key, type, occurred_at from event_log
      where topic <> 'roster.events' and occurred_at < now() - interval '5 seconds'
      union all
      select * from (
        select distinct on (key) id::text, topic, key, type, occurred_at from event_log
        where topic = 'roster.events' and occurred_at < now() - interval '5 seconds'
        order by key, seq desc) as newest
      """;

  private final Installation fairlead;

  EventLogs(Installation fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public String name() {
    return "every row of an event log is in Kafka, with one body by id, and nothing else is";
  }

  @Override
  public Finding check(Recording recording) throws SQLException {
    List<Violation> violations = new ArrayList<>();
    recording
        .contradictions()
        .forEach(e -> violations.add(Violation.of(e, "two bodies for the id " + e.id())));
    long checked = 0;
    for (String service : Installation.SERVICES) {
      checked += check(service, recording, violations);
    }
    return new Finding(checked, violations);
  }

  private long check(String service, Recording recording, List<Violation> violations)
      throws SQLException {
    Set<String> logged = new HashSet<>();
    try (Connection connection = fairlead.database(service)) {
      connection.setAutoCommit(false);
      Instant oldest = missing(service, connection, recording, logged, violations);
      if (oldest != null) {
        unlogged(service, connection, recording, logged, oldest, violations);
      }
    }
    return logged.size();
  }

  private static @org.jspecify.annotations.Nullable Instant missing(
      String service,
      Connection connection,
      Recording recording,
      Set<String> logged,
      List<Violation> violations)
      throws SQLException {
    Instant oldest = null;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(ROWS)) {
        while (rows.next()) {
          String id = rows.getString(1);
          logged.add(id);
          Instant at = rows.getTimestamp(5).toInstant();
          oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
          if (recording.byId(id).isEmpty() && !recording.mayBeGone(rows.getString(2))) {
            violations.add(
                new Violation(
                    rows.getString(3),
                    "%s logged %s with id %s, which is not in Kafka"
                        .formatted(service, rows.getString(4), id),
                    List.of()));
          }
        }
      }
    }
    return oldest;
  }

  /** Events of this service that its log does not know, though it reaches back far enough. */
  private static void unlogged(
      String service,
      Connection connection,
      Recording recording,
      Set<String> logged,
      Instant oldest,
      List<Violation> violations)
      throws SQLException {
    List<Seen> strangers =
        recording
            .all()
            .filter(e -> e.source().equals("/fairlead/" + module(service)))
            .filter(e -> e.time().isAfter(oldest) && !logged.contains(e.id()))
            .toList();
    if (strangers.isEmpty()) {
      return;
    }
    Set<String> late = new HashSet<>();
    try (var statement =
        connection.prepareStatement(
            "select id::text from event_log where id::text = any(?) and occurred_at >= ?")) {
      statement.setArray(
          1, connection.createArrayOf("text", strangers.stream().map(Seen::id).toArray()));
      statement.setTimestamp(2, java.sql.Timestamp.from(oldest));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          late.add(rows.getString(1));
        }
      }
    }
    strangers.stream()
        .filter(e -> !late.contains(e.id()))
        .forEach(
            e -> violations.add(Violation.of(e, "in Kafka, but not in the log of " + service)));
  }

  private static String module(String service) {
    return (service.equals("intake") ? "lead-intake" : service) + "-service";
  }
}
