package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.Forecast;
import dev.fairlead.pool.ShowQuota;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

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

  /** What leaves protection. */
  @GET
  @Path("/forecast")
  @RolesAllowed({"manager", "admin"})
  @Operation(summary = "Leads that leave protection within some days, should nobody do anything")
  public Uni<Forecast.Outlook> forecast(@QueryParam("days") @DefaultValue("7") int days) {
    return forecast.next(Math.clamp(days, 0, FURTHEST));
  }
}
