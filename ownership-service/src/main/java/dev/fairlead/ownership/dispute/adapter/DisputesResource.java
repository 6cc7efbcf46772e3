package dev.fairlead.ownership.dispute.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Request;
import dev.fairlead.ownership.adapter.Checks;
import dev.fairlead.ownership.adapter.Cursor;
import dev.fairlead.ownership.dispute.DecideDispute;
import dev.fairlead.ownership.dispute.OpenDispute;
import dev.fairlead.ownership.dispute.SayInDispute;
import dev.fairlead.ownership.dispute.ShowDisputes;
import dev.fairlead.ownership.dispute.WithdrawDispute;
import dev.fairlead.ownership.dispute.domain.Dispute;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Disputes about who owns a lead. */
@Path("/api/ownership/disputes")
@RolesAllowed({"rep", "manager", "admin"})
public class DisputesResource {

  private static final Set<String> WANTS = Set.of("ownership", "split");
  private static final Set<String> OUTCOMES = Set.of("uphold", "transfer", "split", "pool");
  private static final Set<String> STATES = Set.of("open", "decided", "withdrawn", "moot");
  private static final int LONGEST = 4000;
  private static final int MOST_EVIDENCE = 20;

  private final Request request;
  private final Commands commands;
  private final OpenDispute openDispute;
  private final SayInDispute sayInDispute;
  private final DecideDispute decideDispute;
  private final WithdrawDispute withdrawDispute;
  private final ShowDisputes showDisputes;

  DisputesResource(
      Request request,
      Commands commands,
      OpenDispute openDispute,
      SayInDispute sayInDispute,
      DecideDispute decideDispute,
      WithdrawDispute withdrawDispute,
      ShowDisputes showDisputes) {
    this.request = request;
    this.commands = commands;
    this.openDispute = openDispute;
    this.sayInDispute = sayInDispute;
    this.decideDispute = decideDispute;
    this.withdrawDispute = withdrawDispute;
    this.showDisputes = showDisputes;
  }

  /** A claim; {@code wants} is {@code ownership} when absent. */
  public record ClaimBody(
      @Nullable String leadId,
      @Nullable String claim,
      @Nullable String wants,
      @Nullable List<@Nullable String> evidence) {}

  /** A statement. */
  public record StatementBody(
      @Nullable String statement, @Nullable List<@Nullable String> evidence) {}

  /** A decision; {@code credit} only for a split, {@code pool} only for a pool. */
  public record DecisionBody(
      @Nullable String outcome,
      @Nullable String reason,
      @Nullable Map<String, Double> credit,
      @Nullable String pool) {}

  /** Why a dispute is withdrawn. */
  public record Because(@Nullable String reason) {}

  /** The id of what was made. */
  public record Opened(String id, Dispute dispute) {}

  /** A dispute with all that belongs to it. */
  public record Whole(
      Dispute dispute, List<Disputes.Statement> statements, JsonNode evidencePack) {}

  @POST
  @RolesAllowed("rep")
  @Operation(summary = "Claims a lead of another rep; freezes it until somebody decides")
  public Uni<Response> open(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable ClaimBody body) {
    ClaimBody sent = body == null ? new ClaimBody(null, null, null, null) : body;
    Checks checks = new Checks();
    OpenDispute.Order order =
        new OpenDispute.Order(
            checks.text("/leadId", sent.leadId(), 64),
            checks.text("/claim", sent.claim(), LONGEST),
            checks.oneOf("/wants", sent.wants() == null ? "ownership" : sent.wants(), WANTS),
            checks.texts("/evidence", sent.evidence(), MOST_EVIDENCE));
    checks.done();
    Caller caller = request.caller();
    Flow flow = request.flow();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        sent,
        session ->
            openDispute
                .run(session, caller, flow, order)
                .map(d -> new Commands.Answer(201, new Opened(d.id(), d))));
  }

  @GET
  @RolesAllowed({"rep", "manager", "analyst", "admin"})
  @Operation(summary = "Disputes, the latest first: a rep's own, a manager's teams'")
  public Uni<Page<Dispute>> list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("leadId") @Nullable String leadId,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Checks checks = new Checks();
    String asked = state == null ? null : checks.oneOf("/state", state, STATES);
    checks.done();
    int size = Page.limit(limit);
    return showDisputes
        .list(request.caller(), asked, leadId, Cursor.below(cursor), size + 1)
        .map(found -> Page.of(found, size, one -> Long.toString(one.seq())))
        .map(
            page ->
                new Page<>(
                    page.items().stream().map(Disputes.Numbered::dispute).toList(), page.next()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"rep", "manager", "analyst", "admin"})
  @Operation(summary = "A dispute with what was said and the evidence gathered at its opening")
  public Uni<Whole> one(@PathParam("id") String id) {
    return showDisputes
        .one(request.caller(), id)
        .map(whole -> new Whole(whole.dispute(), whole.statements(), whole.pack()));
  }

  @POST
  @Path("/{id}/statements")
  @Operation(summary = "A party says something to the matter")
  public Uni<Response> say(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable StatementBody body) {
    StatementBody sent = body == null ? new StatementBody(null, null) : body;
    Checks checks = new Checks();
    String words = checks.text("/statement", sent.statement(), LONGEST);
    List<String> evidence = checks.texts("/evidence", sent.evidence(), MOST_EVIDENCE);
    checks.done();
    Caller caller = request.caller();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        sent,
        session ->
            sayInDispute
                .run(session, caller, id, words, evidence)
                .map(said -> new Commands.Answer(201, said)));
  }

  @POST
  @Path("/{id}/decision")
  @RolesAllowed({"manager", "admin"})
  @Operation(summary = "Decides: uphold, transfer, split or pool; never by a party")
  public Uni<Response> decide(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable DecisionBody body) {
    DecisionBody sent = body == null ? new DecisionBody(null, null, null, null) : body;
    Checks checks = new Checks();
    DecideDispute.Order order =
        new DecideDispute.Order(
            checks.oneOf("/outcome", sent.outcome(), OUTCOMES),
            checks.text("/reason", sent.reason(), LONGEST),
            sent.credit(),
            sent.pool());
    checks.words("/pool", sent.pool());
    checks.done();
    Caller caller = request.caller();
    Flow flow = request.flow();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        sent,
        session -> decideDispute.run(session, caller, flow, id, order).map(Commands.Answer::ok));
  }

  @POST
  @Path("/{id}/withdraw")
  @Operation(summary = "The claimant lets go")
  public Uni<Response> withdraw(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Because body) {
    Caller caller = request.caller();
    Flow flow = request.flow();
    String reason = body == null ? null : body.reason();
    Checks checks = new Checks();
    checks.words("/reason", reason);
    checks.done();
    return commands.run(
        caller,
        key,
        uri.getPath(),
        body,
        session -> withdrawDispute.run(session, caller, flow, id, reason).map(Commands.Answer::ok));
  }
}
