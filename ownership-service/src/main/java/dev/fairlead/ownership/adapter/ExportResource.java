package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.http.Csv;
import dev.fairlead.kit.http.ExportFormat;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/**
 * The first sync of another system: who holds every lead. What changes later comes as events; those
 * from {@code X-Fairlead-Position} on may not be in it yet.
 */
@Path("/api/ownership/export")
@RolesAllowed({"integration", "admin"})
public class ExportResource {

  private final CustodyExport export;

  ExportResource(CustodyExport export) {
    this.export = export;
  }

  /** A JSON document a line. */
  @GET
  @Produces(ExportFormat.NDJSON)
  @Operation(summary = "Who holds every lead, as ?format=ndjson or csv; ?since= for what changed")
  public Multi<CustodyExport.Line> ndjson(@QueryParam("since") @Nullable String since) {
    return RestMulti.fromMultiData(export.lines(instant(since)))
        .header(ExportFormat.POSITION, Instant.now().toString())
        .build();
  }

  /** Comma-separated values with a heading. */
  @GET
  @Produces(ExportFormat.CSV)
  public Multi<String> csv(@QueryParam("since") @Nullable String since) {
    Multi<String> heading = Multi.createFrom().item(Csv.line(CustodyExport.Line.COLUMNS));
    Multi<String> lines = export.lines(instant(since)).map(line -> Csv.line(line.cells()));
    return RestMulti.fromMultiData(Multi.createBy().concatenating().streams(heading, lines))
        .header(ExportFormat.POSITION, Instant.now().toString())
        .build();
  }

  private static @Nullable Instant instant(@Nullable String since) {
    try {
      return since == null ? null : Instant.parse(since);
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.of(400, "export.since", "since is an instant such as 2026-03-25T09:00:00Z"));
    }
  }
}
