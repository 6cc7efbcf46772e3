package dev.fairlead.notification.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.domain.Preferences;
import dev.fairlead.notification.domain.QuietHours;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** How whoever is signed in wants to be told. */
@Path("/api/notification/preferences")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PreferencesResource {

  private final Transactions transactions;
  private final Commands commands;
  private final PreferenceDocuments documents;
  private final Request request;

  PreferencesResource(
      Transactions transactions,
      Commands commands,
      PreferenceDocuments documents,
      Request request) {
    this.transactions = transactions;
    this.commands = commands;
    this.documents = documents;
    this.request = request;
  }

  /** What is asked for; whatever is absent goes back to its default. */
  public record Wish(
      @Nullable Map<String, @Nullable Boolean> channels,
      @Nullable QuietHours quietHours,
      @Nullable String digest,
      @Nullable String language,
      @Nullable String digestAt,
      @Nullable Set<String> mute,
      @Nullable Map<String, Map<String, Boolean>> types,
      @Nullable Set<String> urgent) {

    Preferences preferences() {
      Map<String, Boolean> named = new HashMap<>();
      if (channels != null) {
        channels.forEach(
            (channel, wanted) -> {
              if (wanted != null) {
                named.put(channel, wanted);
              }
            });
      }
      return new Preferences(named, quietHours, digest, language, digestAt, mute, types, urgent);
    }
  }

  /** Mine, or the defaults. */
  @GET
  public Uni<Preferences> get() {
    String person = request.caller().id();
    return transactions.run(session -> documents.find(session, person));
  }

  /** Replaces mine. */
  @PUT
  @Operation(summary = "Replaces my preferences; whatever is absent goes back to its default")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Preferences.class)))
  public Uni<Response> put(
      @Nullable Wish wish, @HeaderParam("Idempotency-Key") @Nullable String key) {
    String person = request.caller().id();
    Preferences preferences = checked(wish);
    return commands.run(
        request.caller(),
        key,
        "/api/notification/preferences",
        preferences,
        session ->
            documents
                .save(session, person, preferences)
                .replaceWith(() -> Commands.Answer.ok(preferences)));
  }

  private static Preferences checked(@Nullable Wish wish) {
    if (wish == null) {
      throw new ProblemException(Problem.of(400, "request.malformed", "a body is needed"));
    }
    Preferences preferences = wish.preferences();
    List<Problem.Violation> errors =
        preferences.flaws().stream()
            .map(flaw -> new Problem.Violation(flaw.pointer(), flaw.detail()))
            .toList();
    if (!errors.isEmpty()) {
      throw ProblemException.invalid("preferences.invalid", errors);
    }
    return preferences;
  }
}
