package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.MergeLead;
import dev.fairlead.ownership.adapter.LeadCommands.Call;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ways an ownership ends: to another rep, back, to the next stage, for good. */
@Path("/api/ownership/leads/{id}")
@RolesAllowed({"rep", "manager", "admin"})
public class EndingResource {

  private static final Set<String> RESULTS = Set.of("won", "lost", "invalid");
  private static final Set<String> STAGES = Set.of("sdr", "ae", "csm");

  private final LeadCommands commands;
  private final MergeLead mergeLead;

  EndingResource(LeadCommands commands, MergeLead mergeLead) {
    this.commands = commands;
    this.mergeLead = mergeLead;
  }

  /** Body of a release. */
  public record Back(@Nullable String reason, @Nullable String pool, @Nullable Long epoch) {}

  /** Body of a transfer; {@code keepAsHelperUntil} is an instant or a date. */
  public record Handover(
      @Nullable String to,
      @Nullable String reason,
      @Nullable String keepAsHelperUntil,
      @Nullable Long epoch) {}

  /**
   * Body of a hand-off; {@code keepAsHelperUntil} is an instant or a date, for ever when absent.
   */
  public record NextStage(
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String keepAsHelperUntil,
      @Nullable Long epoch) {}

  /** Body of a close; {@code contractUntil} is an instant or a date, of a won lead only. */
  public record Done(
      @Nullable String result,
      @Nullable String reason,
      @Nullable BigDecimal value,
      @Nullable String contractUntil,
      @Nullable Long epoch) {}

  /** Body of a merge. */
  public record Into(@Nullable String into, @Nullable String reason, @Nullable Long epoch) {}

  @POST
  @Path("/transfer")
  @Operation(summary = "Hands the lead to another rep; its protection goes on as it is")
  public Uni<Response> transfer(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Handover body) {
    Handover handover = body == null ? new Handover(null, null, null, null) : body;
    Checks checks = new Checks();
    String to = checks.text("/to", handover.to());
    String reason = checks.text("/reason", handover.reason());
    Instant until = checks.instant("/keepAsHelperUntil", handover.keepAsHelperUntil());
    checks.done();
    Call call = new Call(id, key, uri, handover);
    return commands.run(
        call,
        commands.order(
            call, handover.epoch(), to, new LedgerCommand.Transfer(to, null, reason, until)));
  }

  @POST
  @Path("/release")
  @Operation(summary = "Gives the lead back to a pool")
  public Uni<Response> release(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Back body) {
    Back back = body == null ? new Back(null, null, null) : body;
    Checks checks = new Checks();
    String reason = checks.text("/reason", back.reason());
    checks.done();
    return commands.run(
        new Call(id, key, uri, back), back.epoch(), new LedgerCommand.Release(reason, back.pool()));
  }

  @POST
  @Path("/handoff")
  @Operation(summary = "Ends a stage: assignment decides who goes on, the old owner helps")
  public Uni<Response> handOff(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable NextStage body) {
    NextStage next = body == null ? new NextStage(null, null, null, null) : body;
    Checks checks = new Checks();
    String stage = checks.oneOf("/stage", next.stage(), STAGES);
    checks.words("/reason", next.reason());
    Instant until = checks.instant("/keepAsHelperUntil", next.keepAsHelperUntil());
    checks.done();
    return commands.run(
        new Call(id, key, uri, next),
        next.epoch(),
        new LedgerCommand.HandOff(stage, next.reason(), until));
  }

  @POST
  @Path("/close")
  @Operation(summary = "Ends the lead: won, lost or invalid")
  public Uni<Response> close(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Done body) {
    Done done = body == null ? new Done(null, null, null, null, null) : body;
    Checks checks = new Checks();
    String result = checks.oneOf("/result", done.result(), RESULTS);
    checks.words("/reason", done.reason());
    checks.that(done.value() == null || done.value().signum() >= 0, "/value", "0 or more");
    Instant until = checks.instant("/contractUntil", done.contractUntil());
    checks.that(
        until == null || "won".equals(result), "/contractUntil", "only a won lead has a contract");
    checks.done();
    return commands.run(
        new Call(id, key, uri, done),
        done.epoch(),
        new LedgerCommand.Close(result, done.reason(), done.value(), until));
  }

  @POST
  @Path("/merge")
  @Operation(summary = "Ends the lead in favour of another one of the same person")
  public Uni<Response> merge(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Into body) {
    Into into = body == null ? new Into(null, null, null) : body;
    Checks checks = new Checks();
    String survivor = checks.text("/into", into.into());
    checks.words("/reason", into.reason());
    checks.done();
    Call call = new Call(id, key, uri, into);
    LedgerCommand.Merge merge = new LedgerCommand.Merge(survivor, into.reason());
    Order order = commands.order(call, into.epoch(), null, merge);
    return commands.run(call, session -> mergeLead.run(session, order, merge));
  }
}
