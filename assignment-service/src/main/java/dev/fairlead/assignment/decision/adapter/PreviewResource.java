package dev.fairlead.assignment.decision.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.decision.PreviewDecision;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What would be decided. */
@Path("/api/assignment/preview")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
public class PreviewResource {

  private final PreviewDecision preview;

  PreviewResource(PreviewDecision preview) {
    this.preview = preview;
  }

  /**
   * A lead to try.
   *
   * @param lead its canonical fields; {@code region} a name or a path of names
   * @param policyVersion absent for the active policy
   * @param at absent for now
   */
  public record PreviewBody(
      @Nullable JsonNode lead, @Nullable Integer policyVersion, @Nullable Instant at) {}

  @POST
  @Operation(summary = "Says what would be decided on a lead; writes nothing")
  public Uni<DecisionBody> preview(@Nullable PreviewBody body) {
    if (body == null || body.lead() == null) {
      throw ProblemException.invalid("preview.lead", "/lead", "a lead is required");
    }
    String stage = body.lead().path("stage").asText("");
    return preview.run(
        FactsReader.of(body.lead()),
        body.policyVersion(),
        stage.isEmpty() ? null : stage,
        body.at() == null ? Instant.now() : body.at());
  }
}
