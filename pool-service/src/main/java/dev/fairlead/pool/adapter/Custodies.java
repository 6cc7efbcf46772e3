package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Episode;
import dev.fairlead.pool.domain.ProtectionTerms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
        (lead_id, epoch, state, owner, pool_id, deadline, frozen, result, next_at, body)
      select lead_id, epoch, state, owner, pool_id, deadline, frozen, result, next_at, body
      from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                  $7::boolean[], $8::text[], $9::timestamptz[], $10::text[])
        as c(lead_id, epoch, state, owner, pool_id, deadline, frozen, result, next_at, body)
      order by lead_id
      on conflict (lead_id) do update
        set epoch = excluded.epoch, state = excluded.state, owner = excluded.owner,
            pool_id = excluded.pool_id, deadline = excluded.deadline, frozen = excluded.frozen,
            result = excluded.result, next_at = excluded.next_at, body = excluded.body
      """;

  private static final String DUE =
      """
      select body from custody where next_at <= $1 order by next_at limit $2
      for update skip locked
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
            row -> Json.read(row.getString(0), Custody.class),
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
            row ->
                Map.entry(
                    row.getString(0),
                    Json.read(row.getString(1), ProtectionTerms.class)),
            (Object) leadIds.toArray(String[]::new))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Those whose clock is due and that no other replica works on. */
  public Uni<List<Custody>> due(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session)
        .list(DUE, row -> Json.read(row.getString(0), Custody.class), Sql.time(now), most);
  }

  /** Owned leads whose time ends before an instant, soonest first. */
  public Uni<List<Custody>> endingBefore(Mutiny.Session session, Instant at, int most) {
    return Sql.on(session)
        .list(
            "select body from custody where state = 'OWNED' and deadline < $1 and not frozen"
                + " order by deadline, lead_id limit $2",
            row -> Json.read(row.getString(0), Custody.class),
            Sql.time(at),
            most);
  }

  /** Time zones of the present owners. */
  public Uni<Map<String, ZoneId>> zones(Mutiny.Session session, Collection<Custody> custodies) {
    Set<String> owners =
        custodies.stream()
            .map(Custody::holder)
            .filter(Objects::nonNull)
            .map(Episode::owner)
            .collect(Collectors.toSet());
    return roster.zones(session, owners);
  }

  /** The owner's zone, UTC while we do not know him. */
  public static ZoneId zone(Custody custody, Map<String, ZoneId> zones) {
    Episode holder = custody.holder();
    return holder == null ? ZoneOffset.UTC : zones.getOrDefault(holder.owner(), ZoneOffset.UTC);
  }

  /** Writes custodies, each with the next instant of its clock. */
  public Uni<Void> save(
      Mutiny.Session session,
      Collection<Custody> custodies,
      Configuration configuration,
      Map<String, ZoneId> zones) {
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
            Sql.times(custodies, c -> of(c, Episode::end)),
            custodies.stream()
                .map(c -> Boolean.TRUE.equals(of(c, Episode::frozen)))
                .toArray(Boolean[]::new),
            Sql.texts(custodies, Custody::result),
            Sql.times(
                custodies, c -> c.nextAt(configuration.stepsFor(c), zone(c, zones)).orElse(null)),
            Sql.texts(custodies, Json::write))
        .replaceWithVoid();
  }

  private static <T> @Nullable T of(Custody custody, Function<Episode, @Nullable T> field) {
    return custody.holder() == null ? null : field.apply(custody.holder());
  }
}
