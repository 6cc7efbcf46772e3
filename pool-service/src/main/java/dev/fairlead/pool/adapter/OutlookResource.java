package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.Forecast;
import dev.fairlead.pool.ShowQuota;
import dev.fairlead.pool.domain.Leaving;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What is left to claim today, and what leaves protection soon. */
@Path("/api/pool")
public class OutlookResource {

  private static final int FURTHEST = 90;

  private final ShowQuota showQuota;
  private final Forecast forecast;
  private final Request request;

  OutlookResource(ShowQuota showQuota, Forecast forecast, Request request) {
    this.showQuota = showQuota;
    this.forecast = forecast;
    this.request = request;
  }

  /** The caller's quota. */
  @GET
  @Path("/quota")
  @RolesAllowed("rep")
  @Operation(summary = "What the caller may still claim today, per pool")
  public Uni<Page<ShowQuota.Quota>> quota() {
    return showQuota.of(request.caller().id()).map(Page::whole);
  }

  /** What leaves its owner. */
  @GET
  @Path("/forecast")
  @RolesAllowed({"rep", "manager", "admin"})
  @Operation(
      summary =
          "Leads that leave their owners within some days, should nobody do anything: a rep's own,"
              + " those of a manager's teams, all for admins")
  public Uni<Outlook> forecast(
      @QueryParam("days") @DefaultValue("7") int days, @BeanParam Filters filters) {
    int limit = filters.limit == null ? Page.MOST : Page.limit(filters.limit);
    return forecast
        .next(request.caller(), filters.wanted(Math.clamp(days, 0, FURTHEST), limit))
        .map(outlook -> Outlook.of(outlook, limit));
  }

  /** Filters of the forecast; absent ones let everything pass. */
  public static class Filters {
    @QueryParam("rep")
    @Nullable String rep;

    @QueryParam("team")
    @Nullable String team;

    @QueryParam("pool")
    @Nullable String pool;

    @QueryParam("reason")
    @Nullable String reason;

    @QueryParam("limit")
    @Nullable Integer limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    Forecast.Wanted wanted(int days, int pageSize) {
      return new Forecast.Wanted(days, rep, team, pool, reason, Page.decode(cursor), pageSize);
    }
  }

  /**
   * What leaves.
   *
   * @param totals over all pages
   * @param next what to send as {@code cursor} for the next page; absent on the last one
   */
  public record Outlook(List<Leaving> items, List<Forecast.Total> totals, @Nullable String next) {
    static Outlook of(Forecast.Outlook outlook, int limit) {
      Page<Leaving> page = Page.of(outlook.items(), limit, Leaving::place);
      return new Outlook(page.items(), outlook.totals(), page.next());
    }
  }
}
