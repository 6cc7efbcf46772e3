package dev.fairlead.pool.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.AssignPooledLead;
import dev.fairlead.pool.ListPooledLeads;
import dev.fairlead.pool.MovePooledLead;
import dev.fairlead.pool.OpenPooledLead;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.PooledLead;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The leads of a pool: to be seen, and to be given or moved by its admins. */
@Path("/api/pool/pools/{pool}")
@RolesAllowed({"rep", "manager", "admin"})
public class PooledLeadResource {

  private final ListPooledLeads listPooledLeads;
  private final OpenPooledLead openPooledLead;
  private final AssignPooledLead assignPooledLead;
  private final MovePooledLead movePooledLead;
  private final Commands commands;
  private final ClaimAnswers answers;
  private final Request request;

  PooledLeadResource(
      ListPooledLeads listPooledLeads,
      OpenPooledLead openPooledLead,
      AssignPooledLead assignPooledLead,
      MovePooledLead movePooledLead,
      Commands commands,
      ClaimAnswers answers,
      Request request) {
    this.listPooledLeads = listPooledLeads;
    this.openPooledLead = openPooledLead;
    this.assignPooledLead = assignPooledLead;
    this.movePooledLead = movePooledLead;
    this.commands = commands;
    this.answers = answers;
    this.request = request;
  }

  /** What the pool offers. */
  @GET
  @Path("/leads")
  @Operation(
      summary = "Leads of a pool; contacts are masked until claimed; sort=oldest|newest|value")
  public Uni<Page<LeadList.Listed>> list(
      @PathParam("pool") String pool, @BeanParam Filters filters) {
    LeadQuery query = filters.query();
    return listPooledLeads
        .list(request.caller(), pool, query)
        .map(leads -> Page.of(leads, query.limit(), lead -> query.place(lead)));
  }

  /** One lead, with its past. */
  @GET
  @Path("/leads/{lead}")
  @Operation(
      summary =
          "A lead with its past; spends one of the pool's views of the day; contact still masked")
  public Uni<OpenPooledLead.Opened> open(
      @PathParam("pool") String pool, @PathParam("lead") String lead) {
    return openPooledLead.open(request.caller(), pool, lead);
  }

  /** Gives a lead to a rep. */
  @POST
  @Path("/leads/{lead}/assign")
  @Operation(summary = "Give a lead to a rep; for admins of the pool, without claim limits")
  public Uni<Response> assign(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Assignment body) {
    AssignPooledLead.Gift gift = gift(List.of(lead), body == null ? null : body.repId(), body);
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/assign",
        body,
        session ->
            assignPooledLead
                .assign(session, request.caller(), pool, gift, request.flow())
                .map(outcomes -> answers.single(outcomes.getFirst())));
  }

  /** Gives several leads to a rep. */
  @POST
  @Path("/assignments")
  @Operation(summary = "Give several leads to a rep; answers per item; for admins of the pool")
  public Uni<Response> assignMany(
      @PathParam("pool") String pool,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Assignment body) {
    AssignPooledLead.Gift gift =
        gift(
            ClaimResource.leadIds(body == null ? null : body.leadIds()),
            body == null ? null : body.repId(),
            body);
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/assignments",
        body,
        session ->
            assignPooledLead
                .assign(session, request.caller(), pool, gift, request.flow())
                .map(answers::many));
  }

  private static AssignPooledLead.Gift gift(
      List<String> leadIds, @Nullable String rep, @Nullable Assignment body) {
    if (rep == null || rep.isBlank()) {
      throw ProblemException.invalid("assign.invalid", "/repId", "a rep is needed");
    }
    return new AssignPooledLead.Gift(leadIds, rep, body == null ? null : body.reason());
  }

  /** Puts a lead into another pool. */
  @POST
  @Path("/leads/{lead}/move")
  @Operation(summary = "Put a lead into another pool; for admins of the pool")
  public Uni<Response> move(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Move body) {
    String target = target(body);
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/move",
        body,
        session ->
            movePooledLead
                .move(session, request.caller(), pool, List.of(lead), target, request.flow())
                .map(moved -> Commands.Answer.ok(here(moved.getFirst(), lead, target))));
  }

  /** Puts several leads into another pool. */
  @POST
  @Path("/moves")
  @Operation(summary = "Put several leads into another pool; answers per item; for pool admins")
  public Uni<Response> moveMany(
      @PathParam("pool") String pool,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Move body) {
    String target = target(body);
    List<String> leadIds = ClaimResource.leadIds(body == null ? null : body.leadIds());
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/moves",
        body,
        session ->
            movePooledLead
                .move(session, request.caller(), pool, leadIds, target, request.flow())
                .map(moved -> Commands.Answer.ok(items(leadIds, moved, target))));
  }

  private static String target(@Nullable Move body) {
    if (body == null || body.pool() == null || body.pool().isBlank()) {
      throw ProblemException.invalid("move.invalid", "/pool", "a pool is needed");
    }
    return body.pool();
  }

  private static Moved here(Optional<PooledLead> moved, String lead, String target) {
    return moved
        .map(there -> new Moved(lead, target, there.availableAt()))
        .orElseThrow(
            () -> ProblemException.conflict(ClaimRefusal.GONE.code(), ClaimRefusal.GONE.detail()));
  }

  private static MovedItems items(
      List<String> leadIds, List<Optional<PooledLead>> moved, String target) {
    List<MovedItem> items = new ArrayList<>();
    for (int i = 0; i < leadIds.size(); i++) {
      items.add(MovedItem.of(leadIds.get(i), moved.get(i), target));
    }
    return new MovedItems(items);
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

    @QueryParam("minValue")
    @Nullable String minValue;

    @QueryParam("pooledFrom")
    @Nullable String pooledFrom;

    @QueryParam("pooledTo")
    @Nullable String pooledTo;

    @QueryParam("recycledTimes")
    @Nullable String recycledTimes;

    @QueryParam("q")
    @Nullable String text;

    @QueryParam("sort")
    @Nullable String sort;

    @QueryParam("limit")
    @Nullable Integer limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    LeadQuery query() {
      return new LeadQuery(
          cause,
          source,
          region,
          industry,
          segment,
          productLine,
          Parameters.read("minValue", minValue, BigDecimal::new),
          Parameters.read("pooledFrom", pooledFrom, Instant::parse),
          Parameters.read("pooledTo", pooledTo, Instant::parse),
          Parameters.read("recycledTimes", recycledTimes, Integer::valueOf),
          text == null || text.isBlank() ? null : text.strip(),
          LeadQuery.Sort.of(sort),
          LeadQuery.Place.of(LeadQuery.Sort.of(sort), Page.decode(cursor)),
          Page.limit(limit));
    }
  }

  /** Whom to give which leads to. */
  public record Assignment(
      @Nullable String repId, @Nullable String reason, @Nullable List<String> leadIds) {}

  /** Where to put which leads. */
  public record Move(@Nullable String pool, @Nullable List<String> leadIds) {}

  /** Where a lead is now. */
  public record Moved(String leadId, String pool, Instant availableAt) {}

  /** What became of one lead of many. */
  public record MovedItem(
      String leadId,
      int status,
      @Nullable String pool,
      @Nullable Instant availableAt,
      @Nullable Problem problem) {

    static MovedItem of(String lead, Optional<PooledLead> moved, String target) {
      return moved
          .map(there -> new MovedItem(lead, 200, target, there.availableAt(), null))
          .orElseGet(
              () ->
                  new MovedItem(
                      lead,
                      409,
                      null,
                      null,
                      Problem.of(409, ClaimRefusal.GONE.code(), ClaimRefusal.GONE.detail())));
    }
  }

  /** What became of each. */
  public record MovedItems(List<MovedItem> items) {}
}
