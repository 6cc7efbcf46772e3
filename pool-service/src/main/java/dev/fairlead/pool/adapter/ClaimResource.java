package dev.fairlead.pool.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.ClaimLeads;
import dev.fairlead.pool.ClaimQueue;
import dev.fairlead.pool.ShowClaim;
import dev.fairlead.pool.Wish;
import dev.fairlead.pool.WithdrawClaim;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reps claim. */
@Path("/api/pool/pools/{pool}")
@RolesAllowed("rep")
public class ClaimResource {

  private static final int MOST = 100;

  private final ClaimLeads claimLeads;
  private final ClaimQueue claimQueue;
  private final ShowClaim showClaim;
  private final WithdrawClaim withdrawClaim;
  private final Commands commands;
  private final ClaimAnswers answers;
  private final Request request;

  ClaimResource(
      ClaimLeads claimLeads,
      ClaimQueue claimQueue,
      ShowClaim showClaim,
      WithdrawClaim withdrawClaim,
      Commands commands,
      ClaimAnswers answers,
      Request request) {
    this.claimLeads = claimLeads;
    this.claimQueue = claimQueue;
    this.showClaim = showClaim;
    this.withdrawClaim = withdrawClaim;
    this.commands = commands;
    this.answers = answers;
    this.request = request;
  }

  /** Claims one lead. */
  @POST
  @Path("/leads/{lead}/claim")
  @Operation(
      summary =
          "Claim a lead; 202 where claims are drawn; 403 or 409 with a claim.* code, and nothing"
              + " spent, if not")
  public Uni<Response> claim(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Wish wish = new Wish(request.caller().id(), pool, lead, request.flow());
    if (key == null || key.isBlank()) {
      return claimQueue.claim(wish).map(answers::single).map(ClaimResource::response);
    }
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/claim",
        null,
        session ->
            claimLeads
                .claim(session, List.of(wish))
                .map(outcomes -> answers.single(outcomes.getFirst())));
  }

  /** Claims several leads; each has an answer of its own. */
  @POST
  @Path("/claims")
  @Operation(summary = "Claim several leads; answers per item, in the order asked")
  public Uni<Response> claims(
      @PathParam("pool") String pool,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Batch body) {
    String rep = request.caller().id();
    List<Wish> wishes =
        leadIds(body == null ? null : body.leadIds()).stream()
            .map(lead -> new Wish(rep, pool, lead, request.flow()))
            .toList();
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/claims",
        body,
        session -> claimLeads.claim(session, wishes).map(answers::many));
  }

  /** What became of a claim. */
  @GET
  @Path("/claims/{claim}")
  @RolesAllowed({"rep", "manager", "admin"})
  @Operation(summary = "What became of a claim, with all that verifies its draw once it was held")
  public Uni<ClaimResults.Result> result(
      @PathParam("pool") String pool, @PathParam("claim") UUID claim) {
    return showClaim.show(request.caller(), pool, claim);
  }

  /** Takes part no longer. */
  @DELETE
  @Path("/claims/{claim}")
  @Operation(summary = "Withdraw from a draw that was not held yet")
  public Uni<Response> withdraw(@PathParam("pool") String pool, @PathParam("claim") UUID claim) {
    return withdrawClaim
        .withdraw(request.caller(), pool, claim)
        .map(done -> Response.noContent().build());
  }

  private static Response response(Commands.Answer answer) {
    return Response.status(answer.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(answer.body())
        .build();
  }

  /** The leads of a batch, each once; ends the request with 422 when there are none or too many. */
  static List<String> leadIds(@Nullable List<String> leadIds) {
    if (leadIds == null || leadIds.isEmpty() || leadIds.size() > MOST) {
      throw ProblemException.invalid(
          "claim.batch", "/leadIds", "a batch has 1 to " + MOST + " leads");
    }
    if (leadIds.stream().anyMatch(Objects::isNull)) {
      throw ProblemException.invalid("claim.batch", "/leadIds", "a lead id is not null");
    }
    return leadIds.stream().distinct().toList();
  }

  /** Leads to claim. */
  public record Batch(@Nullable List<String> leadIds) {}
}
