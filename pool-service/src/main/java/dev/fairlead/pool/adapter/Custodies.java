package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.End;
import dev.fairlead.pool.domain.Episode;
import dev.fairlead.pool.domain.ProtectionTerms;
import dev.fairlead.pool.domain.RepCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who holds each lead, and when its clock speaks next. */
@ApplicationScoped
public class Custodies {

  private static final String SAVE =
      """
      insert into custody
        (lead_id, epoch, state, owner, pool_id, deadline, frozen, result, next_at, body, reason,
         team, rules_pool, provisional)
      select lead_id, epoch, state, owner, pool_id, deadline, frozen, result, next_at, body, reason,
             team, rules_pool, provisional
      from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                  $7::boolean[], $8::text[], $9::timestamptz[], $10::text[], $11::text[],
                  $12::text[], $13::text[], $14::boolean[])
        as c(lead_id, epoch, state, owner, pool_id, deadline, frozen, result, next_at, body, reason,
             team, rules_pool, provisional)
      order by lead_id
      on conflict (lead_id) do update
        set epoch = excluded.epoch, state = excluded.state, owner = excluded.owner,
            pool_id = excluded.pool_id, deadline = excluded.deadline, frozen = excluded.frozen,
            result = excluded.result, next_at = excluded.next_at, body = excluded.body,
            reason = excluded.reason, team = excluded.team, rules_pool = excluded.rules_pool,
            provisional = excluded.provisional
      """;

  // What a clock that was looked at can have changed: never whose the lead is.
  private static final String WIND =
      """
      update custody set deadline = c.deadline, next_at = c.next_at, body = c.body
      from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::text[])
        as c(lead_id, deadline, next_at, body)
      where custody.lead_id = c.lead_id
      """;

  private static final String DUE =
      """
      select body from custody where next_at <= $1 order by next_at limit $2
      for update skip locked
      """;

  private static final String PROVISIONAL =
      """
      select body from custody c
      where provisional
        and exists (select from lead_facts f where f.lead_id = c.lead_id and f.facts is not null)
      order by lead_id limit $1
      for update skip locked
      """;

  private static final String PAGE =
      """
      select body from custody where lead_id > $1 and state = 'OWNED' order by lead_id limit $2
      """;

  private final Roster roster;

  Custodies(Roster roster) {
    this.roster = roster;
  }

  /** Custodies of these leads, held for this transaction; unknown ones are missing. */
  public Uni<Map<String, Custody>> lock(Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            "select body from custody where lead_id = any($1) order by lead_id for update",
            Custodies::read,
            (Object) leadIds.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.toMap(Custody::leadId, Function.identity())));
  }

  /** What these leads were protected by last; those never protected are missing. */
  public Uni<Map<String, ProtectionTerms>> terms(
      Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            "select lead_id, body::jsonb ->> 'terms' from custody where lead_id = any($1)"
                + " and body::jsonb ->> 'terms' is not null",
            row -> Map.entry(row.getString(0), Json.read(row.getString(1), ProtectionTerms.class)),
            (Object) leadIds.toArray(String[]::new))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Those whose clock is due and that no other replica works on. */
  public Uni<List<Custody>> due(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session).list(DUE, Custodies::read, Sql.time(now), most);
  }

  /** Those whose rules were chosen without the lead's facts, which have arrived since. */
  public Uni<List<Custody>> provisional(Mutiny.Session session, int most) {
    return Sql.on(session).list(PROVISIONAL, Custodies::read, most);
  }

  /** Owned leads in the order of their ids; not locked. */
  public Uni<List<Custody>> owned(Mutiny.Session session, String after, int most) {
    return Sql.on(session).list(PAGE, Custodies::read, after, most);
  }

  /** The same, held for this transaction. */
  public Uni<List<Custody>> lockOwned(Mutiny.Session session, String after, int most) {
    return Sql.on(session).list(PAGE + "for update", Custodies::read, after, most);
  }

  /** Calendars of the present owners. */
  public Uni<Map<String, RepCalendar>> calendars(
      Mutiny.Session session, Collection<Custody> custodies) {
    Set<String> owners =
        custodies.stream()
            .map(Custody::holder)
            .filter(Objects::nonNull)
            .map(Episode::owner)
            .collect(Collectors.toSet());
    return roster.calendars(session, owners);
  }

  /** The owner's calendar, one of weekends in UTC while we do not know him. */
  public static RepCalendar calendar(Custody custody, Map<String, RepCalendar> calendars) {
    Episode holder = custody.holder();
    return holder == null
        ? RepCalendar.UNKNOWN
        : calendars.getOrDefault(holder.owner(), RepCalendar.UNKNOWN);
  }

  /** Writes custodies, each with the end of its clock and the next instant of it. */
  public Uni<Void> save(
      Mutiny.Session session, Collection<Custody> custodies, Map<String, RepCalendar> calendars) {
    if (custodies.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(custodies, Custody::leadId),
            Sql.longs(custodies, Custody::epoch),
            Sql.texts(custodies, c -> c.state().name()),
            Sql.texts(custodies, Custody::owner),
            Sql.texts(custodies, c -> of(c, Episode::pool)),
            Sql.times(custodies, Custodies::ending),
            flags(custodies, Episode::frozen),
            Sql.texts(custodies, Custody::result),
            Sql.times(custodies, c -> next(c, calendars)),
            Sql.texts(custodies, Json::write),
            Sql.texts(custodies, c -> c.end().map(end -> end.due().reason().code()).orElse(null)),
            Sql.texts(custodies, c -> of(c, Episode::team)),
            Sql.texts(custodies, c -> of(c, episode -> episode.rules().pool())),
            flags(custodies, episode -> episode.rules().provisional()))
        .replaceWithVoid();
  }

  /** Writes how far clocks have come. */
  public Uni<Void> wind(
      Mutiny.Session session, Collection<Custody> custodies, Map<String, RepCalendar> calendars) {
    return Sql.on(session)
        .update(
            WIND,
            Sql.texts(custodies, Custody::leadId),
            Sql.times(custodies, Custodies::ending),
            Sql.times(custodies, c -> next(c, calendars)),
            Sql.texts(custodies, Json::write))
        .replaceWithVoid();
  }

  private static @Nullable Instant ending(Custody custody) {
    return custody.end().map(End::at).orElse(null);
  }

  private static @Nullable Instant next(Custody custody, Map<String, RepCalendar> calendars) {
    return custody.nextAt(calendar(custody, calendars)).orElse(null);
  }

  private static Boolean[] flags(
      Collection<Custody> custodies, Function<Episode, @Nullable Boolean> flag) {
    return custodies.stream().map(c -> Boolean.TRUE.equals(of(c, flag))).toArray(Boolean[]::new);
  }

  private static <T> @Nullable T of(Custody custody, Function<Episode, @Nullable T> field) {
    return custody.holder() == null ? null : field.apply(custody.holder());
  }

  static Custody read(Row row) {
    return Json.read(row.getString(0), Custody.class);
  }
}
