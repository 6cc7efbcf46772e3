package dev.fairlead.assignment.shadow.adapter;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.shadow.ShadowPolicy;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The shadow run of a policy. */
@Path("/api/assignment/policies/{version}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
public class ShadowResource {

  private static final int SAMPLES = 50;

  private final ShadowPolicy shadow;
  private final ShadowRuns runs;
  private final Transactions transactions;
  private final Request request;

  ShadowResource(ShadowPolicy shadow, ShadowRuns runs, Transactions transactions, Request request) {
    this.shadow = shadow;
    this.runs = runs;
    this.transactions = transactions;
    this.request = request;
  }

  /**
   * How a policy's shadow run compares with what the active policy did.
   *
   * @param leads on how many both decided
   * @param same on how many they agree
   * @param shares leads by rule, team and target (rep or pool), in fact and in the shadow
   * @param differences the latest leads on which they differ
   */
  public record ShadowReport(
      int policyVersion,
      boolean running,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String error,
      long leads,
      long same,
      long otherRule,
      long otherTeam,
      long otherTarget,
      List<ShadowRuns.Share> shares,
      List<ShadowRuns.Difference> differences) {}

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Has the version decide along on live traffic, without any effect")
  public Uni<Response> start(@PathParam("version") int version) {
    String operator = request.caller().id();
    return transactions
        .run(
            session ->
                shadow
                    .run(session, version, operator, Instant.now())
                    .chain(() -> report(session, version)))
        .map(report -> Response.status(201).entity(report).build());
  }

  @DELETE
  @Operation(summary = "Ends the run; its report stays")
  public Uni<Response> stop(@PathParam("version") int version) {
    return transactions
        .run(
            session ->
                AssignmentState.take(session)
                    .chain(() -> runs.end(session, version, Instant.now())))
        .map(
            ended -> {
              if (!ended) {
                throw ProblemException.notFound("shadow.unknown", "running shadow of " + version);
              }
              return Response.noContent().build();
            });
  }

  @GET
  @RolesAllowed({"admin", "manager"})
  @Operation(summary = "Where the version would have decided otherwise")
  public Uni<ShadowReport> get(@PathParam("version") int version) {
    return transactions.run(session -> report(session, version));
  }

  private Uni<ShadowReport> report(Mutiny.Session session, int version) {
    return runs.latest(session, version)
        .chain(
            run -> {
              if (run == null) {
                throw ProblemException.notFound("shadow.unknown", "shadow run of " + version);
              }
              return report(session, run);
            });
  }

  private Uni<ShadowReport> report(Mutiny.Session session, ShadowRuns.Run run) {
    return runs.counts(session, run.seq())
        .chain(
            counts ->
                runs.shares(session, run.seq())
                    .chain(
                        shares ->
                            runs.differences(session, run.seq(), SAMPLES)
                                .map(some -> report(run, counts, shares, some))));
  }

  private static ShadowReport report(
      ShadowRuns.Run run,
      ShadowRuns.Counts counts,
      List<ShadowRuns.Share> shares,
      List<ShadowRuns.Difference> differences) {
    return new ShadowReport(
        run.version(),
        run.endedAt() == null,
        run.startedAt(),
        run.endedAt(),
        run.error(),
        counts.leads(),
        counts.same(),
        counts.rules(),
        counts.teams(),
        counts.targets(),
        shares,
        differences);
  }
}
