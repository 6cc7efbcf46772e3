package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairlead.intake.ReplaySubmission;
import dev.fairlead.intake.Settled;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Submissions as they were kept, and another try for those that were not accepted. */
@Path("/api/intake/submissions")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionResource {

  private final Transactions transactions;
  private final Submissions submissions;
  private final ReplaySubmission replaySubmission;

  SubmissionResource(
      Transactions transactions, Submissions submissions, ReplaySubmission replaySubmission) {
    this.transactions = transactions;
    this.submissions = submissions;
    this.replaySubmission = replaySubmission;
  }

  /** A submission with its content: as text if it is UTF-8, else in base64. */
  public record Whole(
      @JsonUnwrapped Submissions.Item item,
      Map<String, String> headers,
      @Nullable String query,
      @Nullable String remoteIp,
      @Nullable String body,
      @Nullable String bodyBase64) {}

  /** How a replay ended. */
  public record Replayed(
      UUID id,
      String status,
      @Nullable String reason,
      @Nullable String detail,
      List<Refusal.Place> errors,
      @Nullable UUID leadId,
      @Nullable String outcome) {}

  /** Submissions, the newest first. */
  @GET
  @Operation(summary = "Submissions, newest first; status accepted, duplicate, rejected or pending")
  public Uni<Page<Submissions.Item>> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("connector") @Nullable String connector,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int most = Page.limit(limit);
    String before = Page.decode(cursor);
    return transactions
        .run(
            session ->
                submissions.list(
                    session, status, connector, before == null ? null : id(before), most + 1))
        .map(found -> Page.of(found, most, item -> item.id().toString()));
  }

  /** One submission with its content. */
  @GET
  @Path("/{id}")
  public Uni<Whole> get(@PathParam("id") String id) {
    UUID wanted = id(id);
    return transactions.run(
        session ->
            submissions
                .find(session, wanted)
                .onItem()
                .ifNull()
                .failWith(SubmissionResource::unknown)
                .chain(item -> submissions.lock(session, wanted).map(kept -> whole(item, kept))));
  }

  /** Tries a submission again. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Read a kept submission again, with its connector as it is now")
  public Uni<Replayed> replay(@PathParam("id") String id) {
    UUID wanted = id(id);
    return replaySubmission.replay(wanted).map(settled -> replayed(wanted, settled));
  }

  private static Replayed replayed(UUID id, Settled settled) {
    return switch (settled) {
      case Settled.Rejected(Refusal refusal) ->
          new Replayed(
              id,
              "rejected",
              refusal.reason().text(),
              refusal.detail(),
              refusal.places(),
              null,
              null);
      case Settled.Pending pending ->
          new Replayed(id, "pending", null, null, List.of(), null, null);
      case Settled.Accepted(List<Outcome> outcomes, boolean again) -> {
        Outcome first = outcomes.isEmpty() ? null : outcomes.getFirst();
        boolean duplicate = first != null && first.kind() == Outcome.Kind.DUPLICATE;
        yield new Replayed(
            id,
            duplicate ? "duplicate" : "accepted",
            null,
            null,
            List.of(),
            first == null ? null : first.leadId(),
            first == null ? null : first.kind().text());
      }
    };
  }

  private static Whole whole(Submissions.Item item, Submissions.@Nullable Kept kept) {
    if (kept == null) {
      throw unknown();
    }
    byte[] body = kept.raw().body();
    String text = text(body);
    return new Whole(
        item,
        kept.raw().headers(),
        kept.raw().query(),
        kept.raw().remoteIp(),
        text,
        text == null ? Base64.getEncoder().encodeToString(body) : null);
  }

  private static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("submission.unknown", "such submission");
  }
}
