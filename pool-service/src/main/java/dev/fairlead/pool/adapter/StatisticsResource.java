package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.ShowStatistics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a pool amounts to. */
@Path("/api/pool/pools/{pool}/statistics")
@RolesAllowed({"rep", "manager", "admin", "analyst"})
public class StatisticsResource {

  private static final String CSV = "text/csv";

  private final ShowStatistics showStatistics;
  private final Request request;

  StatisticsResource(ShowStatistics showStatistics, Request request) {
    this.showStatistics = showStatistics;
    this.request = request;
  }

  /** The sums of a period. */
  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Operation(
      summary =
          "Leads and their ages now; claims, draws, conversion and returns of a period; JSON or"
              + " text/csv")
  public Uni<Response> statistics(
      @PathParam("pool") String pool,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    return showStatistics
        .of(
            request.caller(),
            pool,
            Parameters.read("from", from, Instant::parse),
            Parameters.read("to", to, Instant::parse))
        .map(sums -> answer(sums, accept));
  }

  private static Response answer(PoolStatistics.Sums sums, @Nullable String accept) {
    return accept != null && accept.contains(CSV)
        ? Response.ok(PoolStatistics.csv(sums), CSV + ";charset=UTF-8").build()
        : Response.ok(sums, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
