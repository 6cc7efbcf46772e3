package dev.fairlead.notification.adapter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.ConfigureChannel;
import dev.fairlead.notification.adapter.Hooks.Configured;
import dev.fairlead.notification.domain.Audience;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Configured channels: webhooks and bots. Secrets go in and never come out. */
@Path("/api/notification/channels")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public class ChannelsResource {

  private final ConfigureChannel configure;
  private final Hooks hooks;
  private final Transactions transactions;
  private final String language;

  ChannelsResource(
      ConfigureChannel configure,
      Hooks hooks,
      Transactions transactions,
      @ConfigProperty(name = "fairlead.notification.language") String language) {
    this.configure = configure;
    this.hooks = hooks;
    this.transactions = transactions;
    this.language = language;
  }

  /**
   * A channel as it should be.
   *
   * @param secret a new one signs at once, the one before goes on for the overlap; absent to keep
   *     it, null to take it away
   * @param events events or kinds of notice; none for all
   * @param enabled absent means yes
   * @param audience whose notices a bot shows
   * @param language what a bot writes in
   * @param includeContact whether a webhook gets contact data
   */
  public record Body(
      @Nullable String kind,
      @Nullable String url,
      @JsonProperty("secret") @Nullable JsonNode secret,
      @Nullable List<String> events,
      @Nullable Boolean enabled,
      @Nullable Audience audience,
      @Nullable String language,
      @Nullable Boolean includeContact) {

    @JsonIgnore
    Hooks.Wish wish(String id, String house) {
      return new Hooks.Wish(
          new Subscription(
              id,
              kind == null ? "" : kind,
              events == null ? List.of() : events,
              audience == null ? Audience.EVERYBODY : audience,
              Language.of(language).or(() -> Language.of(house)).orElse(Language.ZH),
              Boolean.TRUE.equals(includeContact)),
          url == null ? "" : url,
          secret == null || secret.isNull() ? null : secret.asText(),
          secret != null && secret.isNull(),
          !Boolean.FALSE.equals(enabled));
    }
  }

  /**
   * A channel as it is.
   *
   * @param disabledReason {@code gone} when the other side said so
   * @param pausedUntil while it is left alone
   * @param secretSince when its secret was put; absent without one
   * @param earlierSecretUntil how long the one before it signs, too
   */
  public record View(
      String id,
      String kind,
      String url,
      List<String> events,
      boolean enabled,
      Audience audience,
      String language,
      boolean includeContact,
      int version,
      Instant updatedAt,
      @Nullable String disabledReason,
      @Nullable Instant pausedUntil,
      @Nullable Instant secretSince,
      @Nullable Instant earlierSecretUntil) {
    static View of(Configured c) {
      return new View(
          c.wants().hook(),
          c.wants().kind(),
          c.url(),
          c.wants().events(),
          c.enabled(),
          c.wants().audience(),
          c.wants().language().code(),
          c.wants().includeContact(),
          c.version(),
          c.updatedAt(),
          c.disabledReason(),
          c.pausedUntil(),
          c.secretSince(),
          c.earlierSecretUntil(Instant.now()));
    }
  }

  /** All channels. */
  @GET
  public Uni<Page<View>> list() {
    return transactions.run(hooks::all).map(all -> Page.whole(all.stream().map(View::of).toList()));
  }

  /** One channel. */
  @GET
  @Path("/{id}")
  public Uni<Response> get(@PathParam("id") String id) {
    return transactions
        .run(session -> hooks.find(session, id))
        .onItem()
        .ifNull()
        .failWith(ConfigureChannel::unknown)
        .map(channel -> response(channel, 200));
  }

  /** Creates or changes a channel. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Creates a channel (201) or changes it (200); the secret is write-only")
  public Uni<Response> put(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      @Nullable Body body) {
    if (body == null) {
      throw new ProblemException(Problem.of(400, "request.malformed", "a body is needed"));
    }
    return configure
        .configure(body.wish(id, language), new ConfigureChannel.Precondition(ifMatch, ifNoneMatch))
        .map(saved -> response(saved, saved.version() == 1 ? 201 : 200));
  }

  /** Removes a channel; what it still had to get fails. */
  @DELETE
  @Path("/{id}")
  public Uni<Response> delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return configure
        .remove(id, new ConfigureChannel.Precondition(ifMatch, null))
        .replaceWith(() -> Response.noContent().build());
  }

  private static Response response(Configured channel, int status) {
    return Response.status(status)
        .entity(View.of(channel))
        .header("ETag", "\"" + channel.version() + "\"")
        .build();
  }
}
