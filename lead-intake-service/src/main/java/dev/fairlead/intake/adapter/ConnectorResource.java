package dev.fairlead.intake.adapter;

import dev.fairlead.intake.ConfigureConnector;
import dev.fairlead.intake.adapter.Connectors.Configured;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
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
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Connectors, configured by an admin. Secrets go in and never come out. */
@Path("/api/intake/connectors")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectorResource {

  private final ConfigureConnector configure;
  private final Connectors connectors;
  private final ConnectorHealth health;
  private final Transactions transactions;

  ConnectorResource(
      ConfigureConnector configure,
      Connectors connectors,
      ConnectorHealth health,
      Transactions transactions) {
    this.configure = configure;
    this.connectors = connectors;
    this.health = health;
    this.transactions = transactions;
  }

  /**
   * A connector as it should be.
   *
   * @param enabled absent means yes
   * @param secrets put beside those it has; null takes one away
   */
  public record Body(
      @Nullable String name,
      @Nullable Boolean enabled,
      @Nullable Map<String, @Nullable String> secrets,
      @Nullable Map<String, Object> settings) {}

  /**
   * A connector as it is; of its secrets only the names.
   *
   * @param health how its platform treats us; {@code ok} where none is asked
   */
  public record View(
      String kind,
      String key,
      @Nullable String name,
      boolean enabled,
      Set<String> secretNames,
      SortedMap<String, Connectors.SecretState> secrets,
      Map<String, Object> settings,
      String path,
      int version,
      Instant updatedAt,
      ConnectorHealth.View health) {}

  /** Creates or changes a connector. */
  @PUT
  @Path("/{kind}/{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a connector (201) or change it (200); secrets are write-only")
  public Uni<Response> put(
      @PathParam("kind") String kind,
      @PathParam("key") String key,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      @Nullable Body body) {
    Body asked = body == null ? new Body(null, null, null, null) : body;
    return configure
        .configure(
            kind,
            key,
            new ConfigureConnector.Wish(
                asked.name,
                !Boolean.FALSE.equals(asked.enabled),
                asked.secrets == null ? Map.of() : asked.secrets,
                asked.settings == null ? Map.of() : asked.settings),
            new ConfigureConnector.Precondition(ifMatch, ifNoneMatch))
        .chain(saved -> response(saved, saved.version() == 1 ? 201 : 200));
  }

  /** One connector. */
  @GET
  @Path("/{kind}/{key}")
  public Uni<Response> get(@PathParam("kind") String kind, @PathParam("key") String key) {
    return transactions
        .run(session -> connectors.find(session, kind, key))
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("connector.unknown", "such connector"))
        .chain(connector -> response(connector, 200));
  }

  /** Removes a connector; its submissions stay. */
  @DELETE
  @Path("/{kind}/{key}")
  public Uni<Response> delete(
      @PathParam("kind") String kind,
      @PathParam("key") String key,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return configure
        .remove(kind, key, new ConfigureConnector.Precondition(ifMatch, null))
        .replaceWith(Response.noContent().build());
  }

  /** All connectors. */
  @GET
  public Uni<Page<View>> list() {
    return transactions.run(connectors::all).chain(this::views).map(Page::whole);
  }

  private Uni<Response> response(Configured connector, int status) {
    return views(List.of(connector))
        .map(
            views ->
                Response.status(status)
                    .entity(views.getFirst())
                    .header("ETag", "\"" + connector.version() + "\"")
                    .build());
  }

  private Uni<List<View>> views(List<Configured> all) {
    List<String> ids = all.stream().map(one -> one.kind() + "/" + one.key()).toList();
    return transactions
        .run(session -> health.views(session, ids))
        .map(known -> all.stream().map(one -> view(one, known)).toList());
  }

  private static View view(Configured connector, Map<String, ConnectorHealth.View> known) {
    return new View(
        connector.kind(),
        connector.key(),
        connector.name(),
        connector.enabled(),
        connector.secrets().keySet(),
        connector.secrets(),
        connector.settings(),
        "/in/" + connector.kind() + "/" + connector.key(),
        connector.version(),
        connector.updatedAt(),
        known.getOrDefault(
            connector.kind() + "/" + connector.key(),
            new ConnectorHealth.View(ConnectorHealth.OK, null, null, 0)));
  }
}
