package dev.fairlead.pool.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.Seat;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Usage;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Claims with what the ledger said to them, and what reps have used of their limits. */
@ApplicationScoped
public class Claims {

  // A claim counts from the moment it is made; only the ledger's refusal gives it back.
  private static final String TALLY =
      """
      select s.rep, s.pool,
        array(select claimed_at from claim
              where rep_id = s.rep and pool_id = s.pool and claimed_at > $3
                and cause = 'claimed' and state <> 'LOST') as recent,
        (select max(claimed_at) from claim
          where rep_id = s.rep and pool_id = s.pool
            and cause = 'claimed' and state <> 'LOST') as last,
        o.from_pool::int as owned_from_pool, o.held::int as owned,
        p.from_pool::int as pending_from_pool, p.held::int as pending,
        (select count(*) from custody
          where owner = s.rep and state = 'CLOSED' and result = 'won')::int as won,
        (select count(*) from claim
          where rep_id = s.rep and pool_id = s.pool and result = 'won')::int as won_from_pool,
        exists (select from suspension
          where rep_id = s.rep and not lifted and (until is null or until > $4)) as suspended
      from unnest($1::text[], $2::text[]) as s(rep, pool)
      cross join lateral (
        select count(*) as held, count(*) filter (where pool_id = s.pool) as from_pool
        from custody where owner = s.rep and state = 'OWNED') o
      cross join lateral (
        select count(*) as held, count(*) filter (where pool_id = s.pool) as from_pool
        from claim where rep_id = s.rep and state = 'PENDING') p
      """;

  /** Longer than any day of any zone. */
  private static final Duration LONGEST_DAY = Duration.ofHours(49);

  private static final String ADD =
      """
      insert into claim (id, lead_id, epoch, pool_id, rep_id, cause, state, claimed_at, draw_id,
                         operator, reason)
      select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                           $7::text[], $8::timestamptz[], $9::uuid[], $10::text[], $11::text[])
      """;

  private static final String END =
      """
      update claim set result = e.result, ended_at = e.at
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as e(lead, result, at)
      where lead_id = e.lead and state = 'GRANTED' and claim.result is null
      """;

  private static final String ANSWER =
      """
      update claim set state = a.state, reason = a.reason
      from unnest($1::uuid[], $2::text[], $3::text[]) as a(id, state, reason)
      where claim.id = a.id
      """;

  /** What reps have used of their limits in pools. */
  public Uni<Map<Seat, Tally>> tallies(
      Mutiny.Session session, Collection<Seat> seats, Instant now) {
    return Sql.on(session)
        .list(
            TALLY,
            row -> Map.entry(new Seat(row.getString("rep"), row.getString("pool")), tally(row)),
            Sql.texts(seats, Seat::repId),
            Sql.texts(seats, Seat::poolId),
            Sql.time(now.minus(LONGEST_DAY)),
            Sql.time(now))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Tally tally(Row row) {
    return new Tally(
        Stream.of(row.getArrayOfOffsetDateTimes("recent")).map(OffsetDateTime::toInstant).toList(),
        Sql.instant(row, "last"),
        row.getInteger("owned_from_pool") + row.getInteger("pending_from_pool"),
        row.getInteger("owned") + row.getInteger("pending"),
        row.getInteger("won_from_pool"),
        row.getInteger("won"),
        row.getBoolean("suspended"));
  }

  /** How many claims reps have won since an instant, in all pools; who won none is missing. */
  public Uni<Map<String, Integer>> wonSince(
      Mutiny.Session session, Collection<String> repIds, Instant since) {
    return Sql.on(session)
        .list(
            "select rep_id, count(*)::int from claim where rep_id = any($1) and cause = 'claimed'"
                + " and state <> 'LOST' and claimed_at >= $2 group by rep_id",
            row -> Map.entry(row.getString(0), row.getInteger(1)),
            repIds.toArray(String[]::new),
            Sql.time(since))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** How many claims the ledger has not answered that were made before an instant. */
  public Uni<Long> unanswered(Mutiny.Session session, Instant before) {
    return Sql.on(session)
        .first(
            "select count(*) from claim where state = 'PENDING' and claimed_at < $1",
            row -> row.getLong(0),
            Sql.time(before))
        .map(count -> count == null ? 0L : count);
  }

  /** Claims made by a rep since his day began, by pool. */
  public Uni<Map<String, Integer>> today(Mutiny.Session session, Rep rep, Instant now) {
    return Sql.on(session)
        .list(
            "select pool_id, count(*) from claim where rep_id = $1 and state <> 'LOST'"
                + " and cause = 'claimed' and claimed_at >= $2 group by pool_id",
            row -> Map.entry(row.getString(0), row.getInteger(1)),
            rep.id(),
            Sql.time(rep.startOfDay(now)))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Writes claims. */
  public Uni<Void> add(Mutiny.Session session, Collection<Claim> claims) {
    return Sql.on(session)
        .update(
            ADD,
            claims.stream().map(Claim::id).toArray(UUID[]::new),
            Sql.texts(claims, Claim::leadId),
            Sql.longs(claims, Claim::epoch),
            Sql.texts(claims, Claim::pool),
            Sql.texts(claims, Claim::repId),
            Sql.texts(claims, Claim::cause),
            Sql.texts(claims, c -> c.state().name()),
            Sql.times(claims, Claim::at),
            claims.stream().map(Claim::draw).toArray(UUID[]::new),
            Sql.texts(claims, Claim::operator),
            Sql.texts(claims, Claim::reason))
        .replaceWithVoid();
  }

  /** Writes how leads that were claimed out of a pool ended with those who held them. */
  public Uni<Void> end(Mutiny.Session session, Map<String, Ended> ends) {
    return ends.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                END,
                Sql.texts(ends.entrySet(), Map.Entry::getKey),
                Sql.texts(ends.values(), Ended::result),
                Sql.times(ends.values(), Ended::at))
            .replaceWithVoid();
  }

  /** Claims by the ids of their proposals; ids of other proposals have none. */
  public Uni<Map<String, Claim>> find(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(
            "select * from claim where id = any($1)",
            Claims::read,
            (Object) ids.stream().flatMap(Claims::uuid).toArray(UUID[]::new))
        .map(
            list ->
                list.stream()
                    .collect(Collectors.toMap(c -> c.id().toString(), Function.identity())));
  }

  /** Events of others may have ids of other kinds; none of them is a claim. */
  private static Stream<UUID> uuid(String id) {
    try {
      return Stream.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  /** Writes the ledger's answers. */
  public Uni<Void> answer(Mutiny.Session session, Collection<Claim> claims) {
    return claims.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                ANSWER,
                claims.stream().map(Claim::id).toArray(UUID[]::new),
                Sql.texts(claims, c -> c.state().name()),
                Sql.texts(claims, Claim::reason))
            .replaceWithVoid();
  }

  private static Claim read(Row row) {
    return new Claim(
        row.getUUID("id"),
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("pool_id"),
        row.getString("rep_id"),
        row.getString("cause"),
        Claim.State.valueOf(row.getString("state")),
        Objects.requireNonNull(Sql.instant(row, "claimed_at")),
        row.getUUID("draw_id"),
        row.getString("operator"),
        row.getString("reason"));
  }

  /**
   * How a claimed lead ended.
   *
   * @param result the ledger's result of a closed lead, else the cause of its release
   */
  public record Ended(String result, Instant at) {}

  /**
   * What a rep has used, before his day and the settings are known.
   *
   * @param recent his claims in the pool within the longest day there can be
   * @param fromPool leads he holds out of the pool, claims without an answer included
   * @param wonFromPool won leads he claimed out of the pool
   */
  public record Tally(
      List<Instant> recent,
      @Nullable Instant last,
      int fromPool,
      int held,
      int wonFromPool,
      int won,
      boolean suspended) {

    /** The same for a day and a way of counting. */
    public Usage usage(Instant dayBegan, boolean countWon) {
      int today = (int) recent.stream().filter(at -> !at.isBefore(dayBegan)).count();
      return new Usage(
          today,
          last,
          countWon ? fromPool + wonFromPool : fromPool,
          countWon ? held + won : held,
          suspended);
    }
  }

  /** A new claim's id, which is its proposal's. */
  public static UUID newId() {
    return Ids.next();
  }
}
