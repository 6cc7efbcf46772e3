package dev.fairlead.intake.adapter;

import dev.fairlead.kit.http.Csv;
import dev.fairlead.kit.http.ExportFormat;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
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
 * The first sync of another system: every lead. What comes later comes as events; those from {@code
 * X-Fairlead-Position} on may not be in it yet. Who a lead is only an admin can take out.
 */
@Path("/api/intake/leads/export")
@RolesAllowed({"integration", "admin"})
public class ExportResource {

  private final LeadExport export;
  private final Request request;

  ExportResource(LeadExport export, Request request) {
    this.export = export;
    this.request = request;
  }

  /** A JSON document a line. */
  @GET
  @Produces(ExportFormat.NDJSON)
  @Operation(summary = "Every lead, as ?format=ndjson or csv; ?since=, for admins ?contact=true")
  public Multi<LeadExport.Line> ndjson(
      @QueryParam("since") @Nullable String since,
      @QueryParam("contact") @DefaultValue("false") boolean contact) {
    return RestMulti.fromMultiData(export.lines(instant(since), allowed(contact)))
        .header(ExportFormat.POSITION, Instant.now().toString())
        .build();
  }

  /** Comma-separated values with a heading. */
  @GET
  @Produces(ExportFormat.CSV)
  public Multi<String> csv(
      @QueryParam("since") @Nullable String since,
      @QueryParam("contact") @DefaultValue("false") boolean contact) {
    Multi<String> heading = Multi.createFrom().item(Csv.line(LeadExport.Line.COLUMNS));
    Multi<String> lines =
        export.lines(instant(since), allowed(contact)).map(line -> Csv.line(line.cells()));
    return RestMulti.fromMultiData(Multi.createBy().concatenating().streams(heading, lines))
        .header(ExportFormat.POSITION, Instant.now().toString())
        .build();
  }

  private boolean allowed(boolean contact) {
    if (contact && !request.caller().isAdmin()) {
      throw ProblemException.forbidden("export.contact", "only an admin takes contact data out");
    }
    return contact;
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
