package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What became of claims, with what verifies their draws. */
@ApplicationScoped
public class ClaimResults {

  private static final String FIND =
      """
      select coalesce(c.lead_id, e.lead_id) as lead_id, coalesce(c.rep_id, e.rep_id) as rep_id,
             coalesce(c.epoch, d.epoch) as epoch, coalesce(c.pool_id, d.pool_id) as pool_id,
             c.state as claim_state, c.reason as claim_reason, c.claimed_at, e.state as entry_state,
             e.reason as entry_reason, d.id as draw_id, d.rule, d.seed, d.seed_hash, d.draw_at,
             d.drawn_at,
             (select count(*) from draw_entry b
              where b.draw_id = d.id and b.state <> 'WITHDRAWN' and b.id <= e.id)::int as position
      from (select $1::uuid as id) x
      left join draw_entry e on e.id = x.id left join draw d on d.id = e.draw_id
      left join claim c on c.id = x.id
      where coalesce(c.pool_id, d.pool_id) = $2
      """;

  private static final String ENTRANTS =
      """
      select rep_id, number, reason, state from draw_entry
      where draw_id = $1 and state in ('WON', 'LOST')
      order by state = 'LOST', reason = 'not-drawn', number::numeric, rep_id
      """;

  /** The result of a claim in a pool; null when there is no such claim. */
  public Uni<@Nullable Result> find(Mutiny.Session session, String pool, UUID claim) {
    return Sql.on(session)
        .first(FIND, row -> new Found(read(claim, row), row.getUUID("draw_id")), claim, pool)
        .chain(
            found -> {
              if (found == null) {
                return Uni.createFrom().nullItem();
              }
              return found.result().seed() == null
                  ? Uni.createFrom().item(found.result())
                  : entrants(session, found);
            });
  }

  private static Uni<Result> entrants(Mutiny.Session session, Found found) {
    return Sql.on(session)
        .list(
            ENTRANTS,
            row ->
                new Entrant(
                    row.getString("rep_id"),
                    row.getString("number"),
                    row.getString("state").equals("WON"),
                    row.getString("reason")),
            found.draw())
        .map(found.result()::with);
  }

  private static Result read(UUID claim, Row row) {
    boolean drawn = row.getOffsetDateTime("drawn_at") != null;
    String claimState = row.getString("claim_state");
    return new Result(
        claim,
        row.getString("lead_id"),
        row.getString("pool_id"),
        row.getString("rep_id"),
        row.getLong("epoch"),
        state(claimState, row.getString("entry_state")),
        "LOST".equals(claimState) ? row.getString("claim_reason") : row.getString("entry_reason"),
        Sql.instant(row, "claimed_at"),
        row.getString("rule"),
        Sql.instant(row, "draw_at"),
        row.getString("seed_hash"),
        drawn ? row.getString("seed") : null,
        row.getString("rule") == null ? null : row.getInteger("position"),
        null);
  }

  private static String state(@Nullable String claim, @Nullable String entry) {
    if (claim == null) {
      return String.valueOf(entry).toLowerCase(Locale.ROOT);
    }
    return claim.equals("LOST") ? "refused" : claim.toLowerCase(Locale.ROOT);
  }

  private record Found(Result result, UUID draw) {}

  /**
   * What became of a claim.
   *
   * @param state {@code entered}, {@code withdrawn}, {@code lost} (the draw), {@code pending} (the
   *     ledger has not answered), {@code granted} or {@code refused} (by the ledger)
   * @param reason why it was lost or refused
   * @param draw rule of its draw, if it was in one
   * @param seed only after the draw
   * @param entrants who took part, only after the draw: first the winner, then as the draw went
   */
  public record Result(
      UUID claimId,
      String leadId,
      String pool,
      String repId,
      long epoch,
      String state,
      @Nullable String reason,
      @Nullable Instant claimedAt,
      @Nullable String draw,
      @Nullable Instant drawAt,
      @Nullable String seedHash,
      @Nullable String seed,
      @Nullable Integer position,
      @Nullable List<Entrant> entrants) {

    Result with(List<Entrant> all) {
      return new Result(
          claimId, leadId, pool, repId, epoch, state, reason, claimedAt, draw, drawAt, seedHash,
          seed, position, all);
    }
  }

  /**
   * Somebody who took part in a draw.
   *
   * @param number what its rule compares; the smaller one wins
   * @param reason why he lost
   */
  public record Entrant(String repId, String number, boolean won, @Nullable String reason) {}
}
