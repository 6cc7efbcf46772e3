package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.PutSettings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The rules over all pools. */
@Path("/api/pool/settings")
@RolesAllowed("admin")
public class SettingsResource {

  private final Transactions transactions;
  private final Pools pools;
  private final PutSettings putSettings;
  private final Request request;

  SettingsResource(
      Transactions transactions, Pools pools, PutSettings putSettings, Request request) {
    this.transactions = transactions;
    this.pools = pools;
    this.putSettings = putSettings;
    this.request = request;
  }

  /** The settings in force. */
  @GET
  public Uni<Response> get() {
    return transactions.run(pools::storedSettings).map(SettingsResource::answer);
  }

  /** Replaces them. */
  @PUT
  @Operation(summary = "Set the global holding cap, what counts as held, and the warning steps")
  public Uni<Response> put(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable SettingsDocument settings) {
    if (settings == null) {
      throw ProblemException.invalid("settings.invalid", "", "a settings document is needed");
    }
    PoolCheck.require(settings);
    return putSettings
        .put(settings, Versions.demand(ifMatch, null), request.flow())
        .map(SettingsResource::answer);
  }

  private static Response answer(Pools.StoredSettings stored) {
    return Response.ok(stored.document())
        .header(HttpHeaders.ETAG, Versions.tag(stored.version()))
        .build();
  }
}
