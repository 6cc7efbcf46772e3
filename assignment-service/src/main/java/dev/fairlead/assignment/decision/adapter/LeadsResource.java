package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.AssignByHand;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Assignment by hand. */
@Path("/api/assignment/leads")
@Produces(MediaType.APPLICATION_JSON)
public class LeadsResource {

  private final AssignByHand assign;
  private final Commands commands;
  private final Request request;

  LeadsResource(AssignByHand assign, Commands commands, Request request) {
    this.assign = assign;
    this.commands = commands;
    this.request = request;
  }

  /** Whom to give a lead to, and why. */
  public record AssignBody(@Nullable String repId, @Nullable String reason) {}

  @POST
  @Path("/{id}/assign")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"manager", "admin"})
  @Operation(summary = "Gives a lead to a rep by hand; an owned one as a transfer")
  public Uni<Response> assign(
      @PathParam("id") String leadId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable AssignBody body) {
    AssignByHand.Wish wish = wish(leadId, body);
    return commands.run(
        request.caller(),
        key,
        "/leads/" + leadId + "/assign",
        body,
        session ->
            assign
                .run(session, wish, Instant.now())
                .map(decision -> Commands.Answer.ok(decision.withoutInputs())));
  }

  private AssignByHand.Wish wish(String leadId, @Nullable AssignBody body) {
    List<Violation> violations = new ArrayList<>();
    String rep = body == null || body.repId() == null ? "" : body.repId().strip();
    String reason = body == null || body.reason() == null ? "" : body.reason().strip();
    if (rep.isEmpty()) {
      violations.add(new Violation("/repId", "is required"));
    }
    if (reason.isEmpty()) {
      violations.add(new Violation("/reason", "is required"));
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid("assign.invalid", violations);
    }
    return new AssignByHand.Wish(leadId, rep, reason, request.caller().id(), request.flow());
  }
}
