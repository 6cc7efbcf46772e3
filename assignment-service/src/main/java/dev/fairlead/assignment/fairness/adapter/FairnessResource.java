package dev.fairlead.assignment.fairness.adapter;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How fairly leads are given out. */
@Path("/api/assignment/fairness")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RolesAllowed({"manager", "analyst", "admin"})
public class FairnessResource {

  private static final Duration USUAL = Duration.ofDays(30);

  private final Given given;
  private final Rosters rosters;
  private final Transactions transactions;

  FairnessResource(Given given, Rosters rosters, Transactions transactions) {
    this.given = given;
    this.rosters = rosters;
    this.transactions = transactions;
  }

  @GET
  @Operation(
      summary = "Leads by count, value and source per rep, against his share; JSON or CSV",
      description =
          "from and to are instants or dates (UTC), to exclusive; the last 30 days without")
  public Uni<Response> report(
      @QueryParam("team") @Nullable String team,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("format") @Nullable String format,
      @HeaderParam("Accept") @Nullable String accept) {
    Instant end = to == null ? Instant.now() : instant("to", to);
    Instant begin = from == null ? end.minus(USUAL) : instant("from", from);
    boolean csv = "csv".equals(format) || (accept != null && accept.startsWith("text/csv"));
    return transactions
        .run(
            session ->
                AssignmentState.look(session)
                    .chain(state -> rosters.at(session, state.rosterVersion()))
                    .chain(
                        roster -> {
                          if (team != null && roster.team(team) == null) {
                            throw ProblemException.notFound("team.unknown", "team '" + team + "'");
                          }
                          return given
                              .bySource(session, team, begin, end)
                              .map(some -> FairnessReport.of(team, begin, end, some, roster));
                        }))
        .map(report -> csv ? csv(report) : json(report));
  }

  private static Response json(FairnessReport report) {
    return Response.ok(report, MediaType.APPLICATION_JSON).build();
  }

  private static Response csv(FairnessReport report) {
    return Response.ok(report.csv(), "text/csv; charset=utf-8").build();
  }

  private static Instant instant(String name, String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid("fairness.time", "/" + name, "must be a date or an instant");
    }
  }
}
