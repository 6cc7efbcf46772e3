package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.decision.domain.Results;
import dev.fairlead.assignment.decision.domain.Rotation;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** Rotations, open leads and leads given of late; the locks that keep caps from being exceeded. */
@ApplicationScoped
public class Counters {

  private static final String ADD_OPEN =
      """
      insert into rep_load (rep_id, open)
      select rep, by from unnest($1::text[], $2::bigint[]) as m(rep, by) order by rep
      on conflict (rep_id) do update set open = rep_load.open + excluded.open
      """;

  private static final String GIVEN =
      """
      select w.rep, w.unit, count(d.id) as leads
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as w(rep, unit, start)
      left join decision d
        on d.rep_id = w.rep and d.at >= w.start and d.outcome = 'assigned' and d.cause <> 'admin'
           and d.undone is distinct from 'refused'
      group by w.rep, w.unit
      """;

  private static final String SAVE_MEMBERS =
      """
      insert into rotation_member (rotation, rep_id, weight, got, calibrated, last_turn)
      select r, rep, weight, got, calibrated, turn
      from unnest($1::text[], $2::text[], $3::double precision[], $4::bigint[],
                  $5::double precision[], $6::bigint[]) as m(r, rep, weight, got, calibrated, turn)
      on conflict (rotation, rep_id) do update set weight = excluded.weight, got = excluded.got,
        calibrated = excluded.calibrated, last_turn = excluded.last_turn
      """;

  private static final String DROP_MEMBERS =
      """
      delete from rotation_member m where m.rotation = any($1)
        and not exists (select from unnest($2::text[], $3::text[]) as k(r, rep)
                        where k.r = m.rotation and k.rep = m.rep_id)
      """;

  private static final String PENALTIES =
      """
      select rep_id, count(*) as penalties from penalty
      where not lifted and (until is null or until > $1) group by rep_id
      """;

  private static final double PENALTY = 0.5;

  /**
   * What to read.
   *
   * @param rotations by their names
   * @param prefix what stands before the names of the rotations in the table, so that a shadow
   *     counts beside the real ones
   * @param windows in which leads given are counted
   * @param resultsOf whose results are read as well
   * @param now the moment whose penalties hold
   */
  public record Wanted(
      Collection<String> rotations,
      String prefix,
      Collection<String> reps,
      List<Window> windows,
      Collection<String> resultsOf,
      Instant now) {

    /** Rotations and reps, and nothing else. */
    public static Wanted of(Collection<String> rotations, Collection<String> reps, Instant now) {
      return new Wanted(rotations, "", reps, List.of(), List.of(), now);
    }
  }

  /** Which locks are taken: rotations first, then reps, each in the order of their ids. */
  public enum Locks {
    NONE,
    ROTATIONS,
    ALL
  }

  /** A window of a rep in which leads given to him are counted. */
  public record Window(String repId, RateWindow.Unit unit, Instant start) {}

  /** Reads counters into a book. */
  public Uni<Book> read(Mutiny.Session session, Wanted wanted, Locks locks) {
    Book book = new Book();
    Object rotationIds =
        wanted.rotations().stream()
            .distinct()
            .map(id -> wanted.prefix() + id)
            .sorted()
            .toArray(String[]::new);
    Object repIds = sorted(wanted.reps());
    Sql sql = Sql.on(session);
    boolean all = locks == Locks.ALL;
    return make(sql, rotationIds, locks != Locks.NONE, repIds, all)
        .chain(() -> rotations(sql, rotationIds, wanted.prefix(), locks != Locks.NONE, book))
        .chain(() -> loads(sql, repIds, all, book))
        .chain(() -> given(sql, wanted.windows(), book))
        .chain(() -> penalties(sql, wanted.now(), book))
        .chain(() -> results(sql, wanted.resultsOf(), book))
        .replaceWith(book);
  }

  private static Object sorted(Collection<String> ids) {
    return ids.stream().distinct().sorted().toArray(String[]::new);
  }

  private static Uni<Void> make(
      Sql sql, Object rotations, boolean makeRotations, Object reps, boolean makeReps) {
    Uni<Integer> nothing = Uni.createFrom().item(0);
    return (makeRotations
            ? sql.update(
                "insert into rotation (id) select id from unnest($1::text[]) as id order by id"
                    + " on conflict do nothing",
                rotations)
            : nothing)
        .chain(
            () ->
                makeReps
                    ? sql.update(
                        "insert into rep_load (rep_id) select id from unnest($1::text[]) as id"
                            + " order by id on conflict do nothing",
                        reps)
                    : nothing)
        .replaceWithVoid();
  }

  private static Uni<Void> penalties(Sql sql, Instant now, Book book) {
    return sql.run(PENALTIES, Sql.time(now))
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        book.enterFactor(
                            row.getString("rep_id"), Math.pow(PENALTY, row.getLong("penalties")))))
        .replaceWithVoid();
  }

  private static Uni<Void> results(Sql sql, Collection<String> reps, Book book) {
    if (reps.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.run(
            "select rep_id, segment, won, closed from result where rep_id = any($1)", sorted(reps))
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        book.enterResults(
                            row.getString(0),
                            row.getString(1),
                            new Results(row.getLong(2), row.getLong(3)))))
        .replaceWithVoid();
  }

  private static Uni<Void> rotations(Sql sql, Object ids, String prefix, boolean lock, Book book) {
    Map<String, Long> turns = new HashMap<>();
    Map<String, List<Rotation.Member>> members = new HashMap<>();
    return sql.run(
            "select id, turn from rotation where id = any($1) order by id"
                + (lock ? " for update" : ""),
            ids)
        .invoke(rows -> rows.forEach(row -> turns.put(row.getString(0), row.getLong(1))))
        .chain(
            () ->
                sql.run(
                    "select rotation, rep_id, weight, got, calibrated, last_turn"
                        + " from rotation_member where rotation = any($1)",
                    ids))
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        members
                            .computeIfAbsent(row.getString(0), id -> new ArrayList<>())
                            .add(
                                new Rotation.Member(
                                    row.getString(1),
                                    row.getDouble(2),
                                    row.getLong(3),
                                    row.getDouble(4),
                                    row.getLong(5)))))
        .invoke(
            () ->
                turns.forEach(
                    (id, turn) ->
                        book.enter(
                            new Rotation(
                                id.substring(prefix.length()),
                                turn,
                                members.getOrDefault(id, List.of())))))
        .replaceWithVoid();
  }

  private static Uni<Void> loads(Sql sql, Object ids, boolean lock, Book book) {
    return sql.run(
            "select rep_id, open from rep_load where rep_id = any($1) order by rep_id"
                + (lock ? " for update" : ""),
            ids)
        .invoke(rows -> rows.forEach(row -> book.enterOpen(row.getString(0), row.getInteger(1))))
        .replaceWithVoid();
  }

  private static Uni<Void> given(Sql sql, List<Window> windows, Book book) {
    if (windows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.run(
            GIVEN,
            Sql.texts(windows, Window::repId),
            Sql.texts(windows, window -> window.unit().name()),
            Sql.times(windows, Window::start))
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        book.enterGiven(
                            row.getString("rep"),
                            RateWindow.Unit.valueOf(row.getString("unit")),
                            Math.toIntExact(row.getLong("leads")))))
        .replaceWithVoid();
  }

  /** Changes how many leads reps have open. */
  public Uni<Void> move(Mutiny.Session session, Map<String, Integer> moves) {
    if (moves.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> reps = List.copyOf(moves.keySet());
    return Sql.on(session)
        .update(
            ADD_OPEN,
            Sql.texts(reps, rep -> rep),
            Sql.longs(reps, rep -> Objects.requireNonNull(moves.get(rep)).longValue()))
        .replaceWithVoid();
  }

  /** Writes back the rotations of a book that have changed. */
  public Uni<Void> save(Mutiny.Session session, Book book) {
    return save(session, book, "");
  }

  /** Writes back the rotations of a book that have changed, under names with that prefix. */
  public Uni<Void> save(Mutiny.Session session, Book book, String prefix) {
    List<Rotation> changed = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (Rotation rotation : book.rotations()) {
      if (rotation.changed()) {
        changed.add(rotation);
        rotation.members().forEach(member -> rows.add(new Row(prefix + rotation.id(), member)));
      }
    }
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Sql sql = Sql.on(session);
    return sql.update(
            "update rotation r set turn = n.turn"
                + " from unnest($1::text[], $2::bigint[]) as n(id, turn) where r.id = n.id",
            Sql.texts(changed, rotation -> prefix + rotation.id()),
            Sql.longs(changed, Rotation::turn))
        .chain(
            () ->
                sql.update(
                    SAVE_MEMBERS,
                    Sql.texts(rows, Row::rotation),
                    Sql.texts(rows, row -> row.member().repId()),
                    rows.stream().map(row -> row.member().weight()).toArray(Double[]::new),
                    Sql.longs(rows, row -> row.member().got()),
                    rows.stream().map(row -> row.member().calibrated()).toArray(Double[]::new),
                    Sql.longs(rows, row -> row.member().lastTurn())))
        .chain(
            () ->
                sql.update(
                    DROP_MEMBERS,
                    Sql.texts(changed, rotation -> prefix + rotation.id()),
                    Sql.texts(rows, Row::rotation),
                    Sql.texts(rows, row -> row.member().repId())))
        .replaceWithVoid();
  }

  private record Row(String rotation, Rotation.Member member) {}
}
