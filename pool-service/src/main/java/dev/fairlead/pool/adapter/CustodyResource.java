package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Our projection of who holds what, to be compared with the stream it was made of. */
@Path("/api/pool/custody")
@RolesAllowed({"admin", "analyst"})
public class CustodyResource {

  private static final String PAGE =
      """
      select c.lead_id, c.epoch, c.state, c.owner, p.pool_id, c.deadline
      from custody c left join pooled_lead p on p.lead_id = c.lead_id and c.state = 'POOLED'
      where c.lead_id > $1 order by c.lead_id limit $2
      """;

  private final Transactions transactions;

  CustodyResource(Transactions transactions) {
    this.transactions = transactions;
  }

  /** All of it, page by page. */
  @GET
  @Operation(summary = "Who holds each lead as pool-service knows it, in the order of the ids")
  public Uni<Page<Held>> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    int size = Page.limit(limit);
    String after = Page.decode(cursor);
    return transactions
        .run(session -> Sql.on(session).list(PAGE, Held::of, after == null ? "" : after, size + 1))
        .map(held -> Page.of(held, size, Held::leadId));
  }

  /**
   * One lead.
   *
   * @param state {@code assigning}, {@code owned}, {@code pooled} or {@code closed}
   * @param pool where it is while pooled
   * @param deadline when its owner loses it; absent while nobody can say
   */
  public record Held(
      String leadId,
      long epoch,
      String state,
      @Nullable String owner,
      @Nullable String pool,
      @Nullable Instant deadline) {
    static Held of(Row row) {
      return new Held(
          row.getString("lead_id"),
          row.getLong("epoch"),
          row.getString("state").toLowerCase(Locale.ROOT),
          row.getString("owner"),
          row.getString("pool_id"),
          Sql.instant(row, "deadline"));
    }
  }
}
