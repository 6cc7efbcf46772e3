package dev.fairlead.kit.sql;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass by themselves from failures that a record brings with it. */
public final class Failures {

  // SQLSTATE classes: connection, resources, operator intervention, system, rollback, lock
  private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "40", "55");

  // a process that stood still for too long in a transaction, which the server then ended
  private static final Set<String> ENDED = Set.of("25P03", "25P04");

  private static final Pattern NAMED =
      Pattern.compile("(relation|constraint|column|function) \"([A-Za-z0-9_]+)\"");

  private Failures() {}

  /** Whether the same work may well succeed a moment later, without anybody's doing. */
  public static boolean isPassing(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String state = state(t);
      if (state != null) {
        return PASSING.contains(state.substring(0, 2)) || ENDED.contains(state);
      }
      if (t instanceof ClosedConnectionException
          || t instanceof IOException
          || t instanceof TimeoutException
          || t instanceof RetriableException
          || isOfTheClient(t)) {
        return true;
      }
    }
    return false;
  }

  /** The SQLSTATE of a failed statement; null when it was no statement that failed. */
  public static @Nullable String sqlState(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String state = state(t);
      if (state != null) {
        return state;
      }
    }
    return null;
  }

  /** What went wrong, in words that never quote data: classes, SQLSTATE, names of the schema. */
  public static String describe(Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String state = state(t);
      if (state != null) {
        return "PostgreSQL " + state + schemaNames(t.getMessage());
      }
      root = t;
    }
    return root.getClass().getName() + at(root);
  }

  private static @Nullable String state(Throwable t) {
    String state =
        switch (t) {
          case PgException pg -> pg.getSqlState();
          case SQLException sql -> sql.getSQLState();
          default -> null;
        };
    return state != null && state.length() == 5 ? state : null;
  }

  private static String schemaNames(@Nullable String message) {
    StringBuilder names = new StringBuilder();
    Matcher matcher = NAMED.matcher(message == null ? "" : message);
    while (matcher.find()) {
      names.append(' ').append(matcher.group(1)).append(' ').append(matcher.group(2));
    }
    return names.toString();
  }

  private static String at(Throwable t) {
    StackTraceElement[] trace = t.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  /** The client has words only for a wait that was too long and for a connection that is gone. */
  private static boolean isOfTheClient(Throwable t) {
    String message = String.valueOf(t.getMessage());
    return t instanceof NoStackTraceThrowable
        && (message.contains("imeout") || message.contains("onnection"));
  }
}
