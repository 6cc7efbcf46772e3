package dev.fairlead.pool.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.ClaimLeads;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reps claim. */
@Path("/api/pool/pools/{pool}")
@RolesAllowed("rep")
public class ClaimResource {

  private static final int MOST = 100;

  private final ClaimLeads claimLeads;
  private final Commands commands;
  private final ClaimAnswers answers;
  private final Request request;

  ClaimResource(ClaimLeads claimLeads, Commands commands, ClaimAnswers answers, Request request) {
    this.claimLeads = claimLeads;
    this.commands = commands;
    this.answers = answers;
    this.request = request;
  }

  /** Claims one lead. */
  @POST
  @Path("/leads/{lead}/claim")
  @Operation(summary = "Claim a lead; 403 or 409 with a claim.* code, and nothing spent, if not")
  public Uni<Response> claim(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/claim",
        null,
        session ->
            claimLeads
                .claim(session, request.caller().id(), pool, List.of(lead), request.flow())
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
    List<String> leadIds = leadIds(body);
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/claims",
        body,
        session ->
            claimLeads
                .claim(session, request.caller().id(), pool, leadIds, request.flow())
                .map(
                    outcomes ->
                        Commands.Answer.ok(
                            new Answers(outcomes.stream().map(answers::item).toList()))));
  }

  private static List<String> leadIds(@Nullable Batch body) {
    List<String> leadIds = body == null ? null : body.leadIds();
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

  /** What became of each. */
  public record Answers(List<ClaimAnswers.Item> items) {}
}
