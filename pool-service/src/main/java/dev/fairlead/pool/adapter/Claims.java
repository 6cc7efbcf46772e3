package dev.fairlead.pool.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Usage;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Claims with what the ledger said to them, and what reps have used of their limits. */
@ApplicationScoped
public class Claims {

  // A claim counts from the moment it is made; only the ledger's refusal gives it back.
  private static final String USAGE =
      """
      with mine as (
        select pool_id, state, cause, claimed_at from claim
        where rep_id = $1 and state <> 'LOST'
          and (pool_id = $2 or state = 'PENDING')
      ), held as (
        select pool_id from custody
        where owner = $1 and (state = 'OWNED' or $5 and state = 'CLOSED' and result = 'won')
        union all
        select pool_id from mine where state = 'PENDING'
      )
      select
        (select count(*) from mine
          where pool_id = $2 and cause = 'claimed' and claimed_at >= $3) as today,
        (select max(claimed_at) from mine where pool_id = $2 and cause = 'claimed') as last,
        (select count(*) from held where pool_id = $2) as from_pool,
        (select count(*) from held) as held,
        exists (select from suspension
          where rep_id = $1 and not lifted and (until is null or until > $4)) as suspended
      """;

  private static final String ANSWER =
      """
      update claim set state = a.state
      from unnest($1::text[], $2::text[]) as a(id, state)
      where claim.id = a.id::uuid
      """;

  /** What a rep has used of his limits in a pool. */
  public Uni<Usage> usage(
      Mutiny.Session session, Rep rep, String pool, boolean countWon, Instant now) {
    return Sql.on(session)
        .list(
            USAGE,
            row ->
                new Usage(
                    row.getInteger("today"),
                    Sql.instant(row, "last"),
                    row.getInteger("from_pool"),
                    row.getInteger("held"),
                    row.getBoolean("suspended")),
            rep.id(),
            pool,
            Sql.time(rep.startOfDay(now)),
            Sql.time(now),
            countWon)
        .map(rows -> rows.getFirst());
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

  /** Writes a claim. */
  public Uni<Void> add(Mutiny.Session session, Claim claim) {
    return Sql.on(session)
        .update(
            "insert into claim (id, lead_id, epoch, pool_id, rep_id, cause, state, claimed_at)"
                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
            claim.id(),
            claim.leadId(),
            claim.epoch(),
            claim.pool(),
            claim.repId(),
            claim.cause(),
            claim.state().name(),
            Sql.time(claim.at()))
        .replaceWithVoid();
  }

  /** Claims by the ids of their proposals; ids of other proposals have none. */
  public Uni<Map<String, Claim>> find(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(
            "select * from claim where id::text = any($1)",
            Claims::read,
            (Object) ids.toArray(String[]::new))
        .map(
            list ->
                list.stream()
                    .collect(Collectors.toMap(c -> c.id().toString(), Function.identity())));
  }

  /** Writes the ledger's answers. */
  public Uni<Void> answer(Mutiny.Session session, Collection<Claim> claims) {
    return claims.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                ANSWER,
                Sql.texts(claims, c -> c.id().toString()),
                Sql.texts(claims, c -> c.state().name()))
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
        Objects.requireNonNull(Sql.instant(row, "claimed_at")));
  }

  /** A new claim's id, which is its proposal's. */
  public static UUID newId() {
    return Ids.next();
  }
}
