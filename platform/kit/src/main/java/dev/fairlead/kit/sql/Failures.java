package dev.fairlead.kit.sql;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass by themselves from failures that a record brings with it. */
public final class Failures {

  // SQLSTATE classes: connection, resources, operator intervention, system, rollback, lock
  private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "40", "55");

  private Failures() {}

  /** Whether the same work may well succeed a moment later, without anybody's doing. */
  public static boolean isPassing(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof PgException pg) {
        String state = pg.getSqlState();
        return state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2));
      }
      if (t instanceof ClosedConnectionException
          || t instanceof IOException
          || t instanceof TimeoutException
          || t instanceof org.apache.kafka.common.errors.RetriableException
          || isPoolTimeout(t)) {
        return true;
      }
    }
    return false;
  }

  /** What went wrong, in words that never quote data: classes, SQLSTATE, constraint. */
  public static String describe(Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof PgException pg) {
        return "PostgreSQL "
            + pg.getSqlState()
            + named(" table ", pg.getTable())
            + named(" column ", pg.getColumn())
            + named(" constraint ", pg.getConstraint());
      }
      root = t;
    }
    return root.getClass().getName() + at(root);
  }

  private static String at(Throwable t) {
    StackTraceElement[] trace = t.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private static String named(String label, @Nullable String value) {
    return value == null ? "" : label + value;
  }

  private static boolean isPoolTimeout(Throwable t) {
    return t instanceof NoStackTraceThrowable && String.valueOf(t.getMessage()).contains("imeout");
  }
}
