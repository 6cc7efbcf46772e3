package dev.fairlead.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Rows for the event log, as a service appends them. */
final class EventRows {

  private EventRows() {}

  static UUID insert(Connection connection, String key, String payload) throws SQLException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into event_log
              (id, topic, key, type, source, time, correlation_id, causation_id, traceparent, payload)
            values (?, 'pool.events', ?, 'dev.fairlead.pool.pooled.v1', '/fairlead/pool-service',
              ?, 'correlation', 'causation', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', ?)
            """)) {
      insert.setObject(1, id);
      insert.setString(2, key);
      insert.setString(3, Instant.now().toString());
      insert.setString(4, payload);
      insert.executeUpdate();
    }
    return id;
  }
}
