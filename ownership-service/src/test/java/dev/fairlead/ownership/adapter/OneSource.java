package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.testing.TestEvents;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The test's database for those who want a data source. */
final class OneSource implements DataSource {

  @Override
  public Connection getConnection() throws SQLException {
    return TestEvents.database();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return TestEvents.database();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
