package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Holds locks that nobody else gets past, as a careless migration would. */
final class Locks {

  private Locks() {}

  /** Locks the event log of a service for a while. */
  static void hold(Installation fairlead, String service, Duration time)
      throws SQLException, InterruptedException {
    try (Connection connection = fairlead.asSuperuser("fairlead_" + service);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table event_log in access exclusive mode");
      Thread.sleep(time);
      connection.rollback();
    }
  }
}
