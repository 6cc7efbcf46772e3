package dev.fairlead.assignment.simulation.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.fairness.adapter.Csv;
import dev.fairlead.assignment.simulation.StartSimulation;
import dev.fairlead.assignment.simulation.adapter.Simulations.Simulation;
import dev.fairlead.assignment.simulation.domain.SimulationReport;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Policies tried over the recorded stream. */
@Path("/api/assignment/simulations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
public class SimulationsResource {

  private static final String PATH = "/api/assignment/simulations/";

  private final StartSimulation start;
  private final Simulations simulations;
  private final Commands commands;
  private final Transactions transactions;
  private final Request request;

  SimulationsResource(
      StartSimulation start,
      Simulations simulations,
      Commands commands,
      Transactions transactions,
      Request request) {
    this.start = start;
    this.simulations = simulations;
    this.commands = commands;
    this.transactions = transactions;
    this.request = request;
  }

  /**
   * What to simulate.
   *
   * @param policy a policy document, or the number of a version; the active one without
   * @param from a date or an instant; the beginning without
   * @param to likewise, exclusive; now without
   */
  public record SimulationBody(
      @Nullable JsonNode policy, @Nullable String from, @Nullable String to) {}

  /**
   * How far a simulation is.
   *
   * @param progress from 0 to 1
   */
  public record SimulationState(
      String id,
      String status,
      double progress,
      long done,
      @Nullable Long total,
      Instant from,
      Instant to,
      @Nullable Integer policyVersion,
      @Nullable String error,
      @Nullable SimulationReport report) {
    static SimulationState of(Simulation s) {
      boolean done = s.status().equals("done");
      double progress =
          done ? 1 : s.total() == null || s.total() == 0 ? 0 : (double) s.done() / s.total();
      return new SimulationState(
          s.id().toString(),
          s.status(),
          progress,
          s.done(),
          s.total(),
          s.request().from(),
          s.request().to(),
          s.request().version(),
          s.error(),
          s.report());
    }
  }

  /** What is answered to a request. */
  public record Accepted(String id, String status) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tries a policy over the recorded stream; follow Location for what comes of it")
  public Uni<Response> post(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable SimulationBody body) {
    SimulationBody sent = body == null ? new SimulationBody(null, null, null) : body;
    Instant now = Instant.now();
    Instant from = sent.from() == null ? Instant.EPOCH : instant("/from", sent.from());
    Instant to = sent.to() == null ? now : instant("/to", sent.to());
    String author = request.caller().id();
    return commands
        .run(
            request.caller(),
            key,
            "/simulations",
            sent,
            session ->
                start
                    .run(session, sent.policy(), from, to, author, now)
                    .map(id -> new Commands.Answer(202, new Accepted(id.toString(), "queued"))))
        .map(SimulationsResource::located);
  }

  private static Response located(Response response) {
    return response.getEntity() instanceof Accepted accepted
        ? Response.fromResponse(response).location(URI.create(PATH + accepted.id())).build()
        : response;
  }

  private static Instant instant(String pointer, String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw ProblemException.invalid("simulation.time", pointer, "must be a date or an instant");
    }
  }

  @GET
  @Path("/{id}")
  @Produces({MediaType.APPLICATION_JSON, "text/csv"})
  @Operation(summary = "How far a simulation is, and its report; JSON or CSV")
  public Uni<Response> get(
      @PathParam("id") String id,
      @QueryParam("format") @Nullable String format,
      @HeaderParam("Accept") @Nullable String accept) {
    boolean csv = "csv".equals(format) || (accept != null && accept.startsWith("text/csv"));
    return transactions
        .run(session -> simulations.find(session, uuid(id)))
        .map(
            found -> {
              if (found == null) {
                throw unknown(id);
              }
              return csv
                  ? Response.ok(csv(found), "text/csv; charset=utf-8").build()
                  : Response.ok(SimulationState.of(found), MediaType.APPLICATION_JSON).build();
            });
  }

  private static String csv(Simulation simulation) {
    SimulationReport report = simulation.report();
    if (report == null) {
      throw ProblemException.conflict("simulation.unfinished", "it is " + simulation.status());
    }
    StringBuilder csv = new StringBuilder("kind,name,before,after,valueBefore,valueAfter\r\n");
    lines(csv, "rep", report.reps());
    lines(csv, "team", report.teams());
    lines(csv, "segment", report.segments());
    total(csv, "assigned", report.before().assigned(), report.after().assigned());
    total(csv, "toPools", report.before().toPools(), report.after().toPools());
    total(csv, "gini", report.before().gini(), report.after().gini());
    total(csv, "maxDeviation", report.before().maxDeviation(), report.after().maxDeviation());
    total(
        csv,
        "meanWaitSeconds",
        report.before().waits().meanSeconds(),
        report.after().waits().meanSeconds());
    return csv.toString();
  }

  private static void lines(StringBuilder csv, String kind, List<SimulationReport.Line> lines) {
    for (SimulationReport.Line line : lines) {
      csv.append(kind).append(',').append(Csv.cell(line.name())).append(',').append(line.before());
      csv.append(',').append(line.after()).append(',');
      csv.append(line.valueBefore() == null ? "" : line.valueBefore().toPlainString()).append(',');
      csv.append(line.valueAfter() == null ? "" : line.valueAfter().toPlainString()).append("\r\n");
    }
  }

  private static void total(StringBuilder csv, String name, double before, double after) {
    csv.append("total,").append(name).append(',').append(before).append(',').append(after);
    csv.append(",,\r\n");
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("simulation.unknown", "simulation " + id);
  }
}
