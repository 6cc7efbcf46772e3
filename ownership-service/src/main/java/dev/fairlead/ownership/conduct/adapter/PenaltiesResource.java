package dev.fairlead.ownership.conduct.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.adapter.Checks;
import dev.fairlead.ownership.adapter.Cursor;
import dev.fairlead.ownership.conduct.AppealPenalty;
import dev.fairlead.ownership.conduct.ImposePenalty;
import dev.fairlead.ownership.conduct.LiftPenalty;
import dev.fairlead.ownership.conduct.domain.Penalty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Penalties and appeals against them. */
@Path("/api/ownership/penalties")
@RolesAllowed({"manager", "admin"})
public class PenaltiesResource {

  private static final Set<String> KINDS = Set.of("warning", "claim-suspension", "lower-weight");
  private static final Set<String> OUTCOMES = Set.of("upheld", "lifted");
  private static final int LONGEST_REASON = 2000;

  private final Request request;
  private final Commands commands;
  private final Transactions transactions;
  private final Penalties penalties;
  private final ImposePenalty imposePenalty;
  private final LiftPenalty liftPenalty;
  private final AppealPenalty appealPenalty;
  private final Oversight oversight;
  private final LedgerClock clock;
  private final ZoneId zone;

  PenaltiesResource(
      Request request,
      Commands commands,
      Transactions transactions,
      Penalties penalties,
      ImposePenalty imposePenalty,
      LiftPenalty liftPenalty,
      AppealPenalty appealPenalty,
      Oversight oversight,
      LedgerClock clock,
      @ConfigProperty(name = "fairlead.ownership.zone") ZoneId zone) {
    this.request = request;
    this.commands = commands;
    this.transactions = transactions;
    this.penalties = penalties;
    this.imposePenalty = imposePenalty;
    this.liftPenalty = liftPenalty;
    this.appealPenalty = appealPenalty;
    this.oversight = oversight;
    this.clock = clock;
    this.zone = zone;
  }

  /** A penalty to impose; without {@code until} it holds until it is lifted. */
  public record PenaltyBody(
      @Nullable String repId,
      @Nullable String kind,
      @Nullable String until,
      @Nullable String reason) {}

  /** Words of an appeal. */
  public record Because(@Nullable String reason) {}

  /** Decision of an appeal. */
  public record Decision(@Nullable String outcome, @Nullable String reason) {}

  /** A penalty as it is shown, and whether it holds now. */
  public record View(
      String id,
      String repId,
      String kind,
      @Nullable Instant until,
      String reason,
      @Nullable String leadId,
      @Nullable String violationId,
      String imposedBy,
      Instant imposedAt,
      boolean active,
      @Nullable String liftedBy,
      @Nullable Instant liftedAt,
      @Nullable String liftReason,
      Penalty.@Nullable Appeal appeal) {}

  @POST
  @Operation(summary = "Penalises a rep of the manager's teams")
  public Uni<Response> impose(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable PenaltyBody body) {
    Caller caller = request.caller();
    Flow flow = request.flow();
    PenaltyBody sent = body == null ? new PenaltyBody(null, null, null, null) : body;
    Checks checks = new Checks();
    ImposePenalty.Order order =
        new ImposePenalty.Order(
            checks.text("/repId", sent.repId(), 64),
            checks.oneOf("/kind", sent.kind(), KINDS),
            checks.begin("/until", sent.until(), zone),
            checks.text("/reason", sent.reason(), LONGEST_REASON));
    checks.that(
        order.until() == null || order.until().isAfter(clock.now()), "/until", "is over already");
    checks.done();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        sent,
        session ->
            imposePenalty
                .run(session, caller, flow, order)
                .map(penalty -> new Commands.Answer(201, view(penalty))));
  }

  @GET
  @RolesAllowed({"rep", "manager", "analyst", "admin"})
  @Operation(summary = "Penalties, the latest first; a rep sees his own")
  public Uni<Page<View>> list(
      @QueryParam("repId") @Nullable String repId,
      @QueryParam("active") @Nullable Boolean active,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Page.limit(limit);
    long below = Cursor.below(cursor);
    Caller caller = request.caller();
    return transactions
        .run(
            session ->
                oversight
                    .teams(session, caller)
                    .chain(
                        teams ->
                            penalties.list(
                                session,
                                new Penalties.Query(
                                    asked(repId, caller, teams),
                                    active,
                                    clock.now(),
                                    teams.map(t -> t.toArray(String[]::new)).orElse(null),
                                    caller.id(),
                                    below,
                                    size + 1))))
        .map(found -> Page.of(found, size, one -> Long.toString(one.seq())))
        .map(
            page ->
                new Page<>(
                    page.items().stream().map(one -> view(one.penalty())).toList(), page.next()));
  }

  private static @Nullable String asked(
      @Nullable String repId, Caller caller, Optional<Set<String>> teams) {
    boolean ownOnly = teams.isPresent() && teams.get().isEmpty();
    if (ownOnly && repId != null && !repId.equals(caller.id())) {
      throw ProblemException.forbidden("penalty.not-yours", "a rep sees his own penalties");
    }
    return ownOnly ? caller.id() : repId;
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Lifts a penalty before its end")
  public Uni<Response> lift(
      @PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
    Checks checks = new Checks();
    checks.words("/reason", reason);
    checks.done();
    Caller caller = request.caller();
    Flow flow = request.flow();
    return transactions
        .run(session -> liftPenalty.run(session, caller, flow, id, reason))
        .map(done -> Response.noContent().build());
  }

  @POST
  @Path("/{id}/appeal")
  @RolesAllowed({"rep", "manager", "admin"})
  @Operation(summary = "The rep appeals against his penalty, once")
  public Uni<Response> appeal(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Because body) {
    Caller caller = request.caller();
    Flow flow = request.flow();
    Checks checks = new Checks();
    String reason = checks.text("/reason", body == null ? null : body.reason(), LONGEST_REASON);
    checks.done();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        body,
        session ->
            appealPenalty
                .open(session, caller, flow, id, reason)
                .map(penalty -> Commands.Answer.ok(view(penalty))));
  }

  @POST
  @Path("/{id}/appeal/decision")
  @Operation(summary = "Somebody above the rep decides his appeal")
  public Uni<Response> decide(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Decision body) {
    Caller caller = request.caller();
    Flow flow = request.flow();
    Decision sent = body == null ? new Decision(null, null) : body;
    Checks checks = new Checks();
    String outcome = checks.oneOf("/outcome", sent.outcome(), OUTCOMES);
    String reason = checks.text("/reason", sent.reason(), LONGEST_REASON);
    checks.done();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        sent,
        session ->
            appealPenalty
                .decide(session, caller, flow, id, "lifted".equals(outcome), reason)
                .map(penalty -> Commands.Answer.ok(view(penalty))));
  }

  private View view(Penalty p) {
    return new View(
        p.id(),
        p.repId(),
        p.kind(),
        p.until(),
        p.reason(),
        p.leadId(),
        p.violationId(),
        p.imposedBy(),
        p.imposedAt(),
        p.isActive(clock.now()),
        p.liftedBy(),
        p.liftedAt(),
        p.liftReason(),
        p.appeal());
  }
}
