package dev.fairlead.kit.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.impl.SqlClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * Native statements on the connection of a Hibernate Reactive session, inside its transaction. For
 * hot paths: one statement takes whole arrays ({@code unnest($1::text[], …)}), where entities would
 * cost a round trip each. Entities changed in the same session must be flushed first.
 */
public final class Sql {

  private final SqlClientConnection connection;

  private Sql(SqlClientConnection connection) {
    this.connection = connection;
  }

  /** Statements in the transaction of this session. */
  public static Sql on(Mutiny.Session session) {
    if (session instanceof MutinySessionImpl impl
        && impl.getReactiveConnection() instanceof SqlClientConnection connection) {
      return new Sql(connection);
    }
    throw new IllegalArgumentException(
        "not a session over a plain connection: " + session.getClass());
  }

  /** Runs a statement with {@code $1, $2 …} parameters. Arrays are PostgreSQL arrays. */
  public Uni<RowSet<Row>> run(String sql, @Nullable Object... parameters) {
    return Uni.createFrom().completionStage(() -> connection.preparedQuery(sql, tuple(parameters)));
  }

  /** Runs a statement and answers how many rows it changed. */
  public Uni<Integer> update(String sql, @Nullable Object... parameters) {
    return run(sql, parameters).map(RowSet::rowCount);
  }

  /** Runs a query and maps each row. */
  public <T> Uni<List<T>> list(String sql, Function<Row, T> map, @Nullable Object... parameters) {
    return run(sql, parameters)
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              rows.forEach(row -> list.add(map.apply(row)));
              return list;
            });
  }

  /** Runs a query and maps its first row; null without one. */
  public <T> Uni<@Nullable T> first(
      String sql, Function<Row, T> map, @Nullable Object... parameters) {
    return list(sql, map, parameters).map(list -> list.isEmpty() ? null : list.getFirst());
  }

  /**
   * Sends statements one after the other without waiting for answers in between: they share a round
   * trip, and the server runs them in this order, each seeing what those before it did. For
   * statements that do not need each other's answers. Fails with the first failure.
   */
  public static Uni<Void> together(List<? extends Uni<?>> statements) {
    return statements.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.combine().all().unis(statements).collectFailures().discardItems();
  }

  /** An instant as a {@code timestamptz} parameter. */
  public static @Nullable OffsetDateTime time(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** A {@code timestamptz} column as an instant. */
  public static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  /** One array parameter of a multi-row statement: a text column of the given items. */
  public static <T> @Nullable String[] texts(
      Collection<T> items, Function<T, @Nullable String> column) {
    return items.stream().map(column).toArray(String[]::new);
  }

  /** One array parameter of a multi-row statement: a bigint column. */
  public static <T> @Nullable Long[] longs(
      Collection<T> items, Function<T, @Nullable Long> column) {
    return items.stream().map(column).toArray(Long[]::new);
  }

  /** One array parameter of a multi-row statement: a timestamptz column. */
  public static <T> @Nullable OffsetDateTime[] times(
      Collection<T> items, Function<T, @Nullable Instant> column) {
    return items.stream().map(i -> time(column.apply(i))).toArray(OffsetDateTime[]::new);
  }

  private static Tuple tuple(@Nullable Object... parameters) {
    return Tuple.from(java.util.Arrays.asList(parameters));
  }
}
