package dev.fairlead.pool.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.AssignPooledLead;
import dev.fairlead.pool.ListPooledLeads;
import dev.fairlead.pool.MovePooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The leads of a pool: to be seen, and to be given or moved by its admins. */
@Path("/api/pool/pools/{pool}/leads")
@RolesAllowed({"rep", "manager", "admin"})
public class PooledLeadResource {

  private final ListPooledLeads listPooledLeads;
  private final AssignPooledLead assignPooledLead;
  private final MovePooledLead movePooledLead;
  private final Commands commands;
  private final ClaimAnswers answers;
  private final Request request;

  PooledLeadResource(
      ListPooledLeads listPooledLeads,
      AssignPooledLead assignPooledLead,
      MovePooledLead movePooledLead,
      Commands commands,
      ClaimAnswers answers,
      Request request) {
    this.listPooledLeads = listPooledLeads;
    this.assignPooledLead = assignPooledLead;
    this.movePooledLead = movePooledLead;
    this.commands = commands;
    this.answers = answers;
    this.request = request;
  }

  /** What the pool offers. */
  @GET
  @Operation(summary = "Leads of a pool, longest pooled first; contacts are masked until claimed")
  public Uni<Page<LeadList.Listed>> list(
      @PathParam("pool") String pool, @BeanParam Filters filters) {
    int limit = Page.limit(filters.limit);
    return listPooledLeads
        .list(request.caller(), pool, filters.query(limit))
        .map(leads -> Page.of(leads, limit, LeadList.Listed::place));
  }

  /** Gives a lead to a rep. */
  @POST
  @Path("/{lead}/assign")
  @Operation(summary = "Give a lead to a rep; for admins of the pool, without claim limits")
  public Uni<Response> assign(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Assignment body) {
    if (body == null || body.repId() == null || body.repId().isBlank()) {
      throw ProblemException.invalid("assign.invalid", "/repId", "a rep is needed");
    }
    String rep = body.repId();
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/assign",
        body,
        session ->
            assignPooledLead
                .assign(session, request.caller(), pool, lead, rep, request.flow())
                .map(answers::single));
  }

  /** Puts a lead into another pool. */
  @POST
  @Path("/{lead}/move")
  @Operation(summary = "Put a lead into another pool; for admins of the pool")
  public Uni<Response> move(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Move body) {
    if (body == null || body.pool() == null || body.pool().isBlank()) {
      throw ProblemException.invalid("move.invalid", "/pool", "a pool is needed");
    }
    String target = body.pool();
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/move",
        body,
        session ->
            movePooledLead
                .move(session, request.caller(), pool, lead, target, request.flow())
                .map(
                    moved ->
                        Commands.Answer.ok(
                            new Moved(lead, target, moved.availableAt().toString()))));
  }

  /** Filters of the list; absent ones let everything pass. */
  public static class Filters {
    @QueryParam("cause")
    @Nullable String cause;

    @QueryParam("source")
    @Nullable String source;

    @QueryParam("region")
    @Nullable String region;

    @QueryParam("industry")
    @Nullable String industry;

    @QueryParam("segment")
    @Nullable String segment;

    @QueryParam("productLine")
    @Nullable String productLine;

    @QueryParam("limit")
    @Nullable Integer limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    LeadList.Query query(int pageSize) {
      return new LeadList.Query(
          cause, source, region, industry, segment, productLine, Page.decode(cursor), pageSize);
    }
  }

  /** Whom to give a lead to. */
  public record Assignment(@Nullable String repId, @Nullable String reason) {}

  /** Where to put a lead. */
  public record Move(@Nullable String pool) {}

  /** Where a lead is now. */
  public record Moved(String leadId, String pool, String availableAt) {}
}
