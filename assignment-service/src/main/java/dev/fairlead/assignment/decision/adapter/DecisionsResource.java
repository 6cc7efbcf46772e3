package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.ReplayDecision;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Decisions that were made, with their traces. */
@Path("/api/assignment/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
public class DecisionsResource {

  private final Decisions decisions;
  private final ReplayDecision replay;
  private final Transactions transactions;
  private final Request request;

  DecisionsResource(
      Decisions decisions, ReplayDecision replay, Transactions transactions, Request request) {
    this.decisions = decisions;
    this.replay = replay;
    this.transactions = transactions;
    this.request = request;
  }

  /**
   * A decision made once more.
   *
   * @param same whether it came out as it was recorded
   */
  public record Replayed(boolean same, DecisionBody decision) {}

  /** Whom to look for. */
  public record Wondering(@Nullable String repId) {}

  @GET
  @RolesAllowed({"manager", "admin", "rep"})
  @Operation(summary = "The decisions on a lead; a rep sees those that chose him")
  public Uni<Page<DecisionBody>> list(
      @QueryParam("leadId") @Nullable String leadId, @QueryParam("limit") @Nullable Integer limit) {
    if (leadId == null || leadId.isBlank()) {
      throw ProblemException.invalid("decision.lead", "/leadId", "is required");
    }
    Caller caller = request.caller();
    String rep = seesAll(caller) ? null : caller.id();
    return transactions
        .run(session -> decisions.of(session, leadId, rep, Page.limit(limit)))
        .map(Page::whole);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"manager", "admin", "rep"})
  @Operation(summary = "A decision with its whole trace")
  public Uni<DecisionBody> get(@PathParam("id") String id) {
    Caller caller = request.caller();
    return transactions.run(
        session -> find(session, id).invoke(decision -> visible(decision, caller)));
  }

  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Makes the decision once more from what was recorded")
  public Uni<Replayed> replay(@PathParam("id") String id) {
    return transactions.run(
        session ->
            find(session, id)
                .chain(
                    recorded ->
                        replay
                            .run(session, recorded)
                            .map(again -> new Replayed(same(recorded, again), again))));
  }

  @POST
  @Path("/{id}/counterfactual")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "What would have given the lead to a rep")
  public Uni<Counterfactual> counterfactual(
      @PathParam("id") String id, @Nullable Wondering wondering) {
    String rep = wondering == null ? null : wondering.repId();
    if (rep == null) {
      throw ProblemException.invalid("decision.rep", "/repId", "is required");
    }
    return transactions.run(
        session ->
            find(session, id)
                .chain(
                    decision ->
                        replay
                            .wouldGet(session, decision, rep)
                            .map(enough -> Counterfactual.of(decision, rep, enough))));
  }

  private Uni<DecisionBody> find(Mutiny.Session session, String id) {
    return decisions
        .find(session, uuid(id))
        .map(
            decision -> {
              if (decision == null) {
                throw unknown(id);
              }
              return decision;
            });
  }

  private static boolean same(DecisionBody one, DecisionBody other) {
    return FactsReader.write(one).equals(FactsReader.write(other));
  }

  private static void visible(DecisionBody decision, Caller caller) {
    if (!seesAll(caller) && !caller.id().equals(decision.repId())) {
      throw ProblemException.forbidden("decision.not-yours", "a rep sees decisions that chose him");
    }
  }

  private static boolean seesAll(Caller caller) {
    return caller.isAdmin() || caller.is("manager");
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("decision.unknown", "decision " + id);
  }
}
