package dev.fairlead.pool.adapter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.DeletePool;
import dev.fairlead.pool.LintPool;
import dev.fairlead.pool.PutPool;
import dev.fairlead.pool.domain.PoolFinding;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Pools as admins write them. */
@Path("/api/pool/pools")
public class PoolResource {

  private final Transactions transactions;
  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Roster roster;
  private final PutPool putPool;
  private final DeletePool deletePool;
  private final LintPool lintPool;
  private final Request request;

  PoolResource(
      Transactions transactions,
      Pools pools,
      PooledLeads pooledLeads,
      Roster roster,
      PutPool putPool,
      DeletePool deletePool,
      LintPool lintPool,
      Request request) {
    this.transactions = transactions;
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.roster = roster;
    this.putPool = putPool;
    this.deletePool = deletePool;
    this.lintPool = lintPool;
    this.request = request;
  }

  /** Makes or replaces a pool. */
  @PUT
  @Path("/{id}")
  @RolesAllowed("admin")
  @Operation(summary = "Make a pool or give it a new version; honours If-Match")
  public Uni<Response> put(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Nullable PoolDocument document) {
    if (document == null) {
      throw ProblemException.invalid("pool.invalid", "", "a pool document is needed");
    }
    PoolCheck.require(id, document);
    return putPool
        .put(request.caller(), id, document, Versions.demand(ifMatch, ifNoneMatch))
        .chain(
            stored ->
                lintPool
                    .lint(id)
                    .map(
                        findings ->
                            answer(
                                stored.version() == 1 ? Response.status(201) : Response.ok(),
                                stored,
                                findings)));
  }

  /** One pool. */
  @GET
  @Path("/{id}")
  @RolesAllowed("admin")
  public Uni<Response> get(@PathParam("id") String id) {
    return transactions
        .run(session -> pools.find(session, id))
        .map(
            stored -> {
              if (stored == null) {
                throw ProblemException.notFound("pool.unknown", "pool " + id);
              }
              return answer(Response.ok(), stored, null);
            });
  }

  /** What it was before. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed("admin")
  @Operation(summary = "Every version of a pool with who made it, the newest first")
  public Uni<Page<Pools.Version>> versions(@PathParam("id") String id) {
    return transactions.run(session -> pools.versions(session, id)).map(Page::whole);
  }

  /** What is hardly meant. */
  @GET
  @Path("/{id}/findings")
  @RolesAllowed("admin")
  @Operation(summary = "Overlaps with other pools, scopes no lead reaches, no default pool")
  public Uni<Page<PoolFinding>> findings(@PathParam("id") String id) {
    return lintPool.lint(id).map(Page::whole);
  }

  /** Takes a pool away. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed("admin")
  @Operation(summary = "Take away a pool that has no leads, or whose leads go to moveTo")
  public Uni<Response> delete(
      @PathParam("id") String id,
      @QueryParam("moveTo") @Nullable String moveTo,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return deletePool
        .delete(request.caller(), id, moveTo, Versions.demand(ifMatch, null), request.flow())
        .map(done -> Response.noContent().build());
  }

  /** The pools the caller may see. */
  @GET
  @RolesAllowed({"rep", "manager", "admin", "analyst"})
  @Operation(summary = "The pools the caller is a member or admin of; all for managers and admins")
  public Uni<Page<Item>> list() {
    return transactions.run(
        session ->
            pools
                .all(session)
                .chain(
                    all ->
                        visible(session, all)
                            .chain(
                                seen ->
                                    pooledLeads
                                        .open(session)
                                        .map(open -> Page.whole(items(seen, open))))));
  }

  private Uni<List<StoredPool>> visible(Mutiny.Session session, List<StoredPool> all) {
    var caller = request.caller();
    if (caller.isAdmin() || caller.is("manager") || caller.is("analyst")) {
      return Uni.createFrom().item(all);
    }
    return roster
        .rep(session, caller.id())
        .map(
            rep -> {
              if (rep == null) {
                throw ProblemException.later("rep.unknown", "you are not known here yet", 2);
              }
              return all.stream().filter(pool -> mine(pool, rep)).toList();
            });
  }

  private static boolean mine(StoredPool stored, Rep rep) {
    var pool = stored.pool();
    return pool.members().include(rep) || pool.admins().contains(rep.id());
  }

  private static List<Item> items(List<StoredPool> seen, Map<String, Long> open) {
    return seen.stream()
        .map(s -> new Item(s.id(), s.version(), open.getOrDefault(s.id(), 0L), null, s.document()))
        .toList();
  }

  private static Response answer(
      Response.ResponseBuilder response, StoredPool stored, @Nullable List<PoolFinding> findings) {
    return response
        .header(HttpHeaders.ETAG, Versions.tag(stored.version()))
        .entity(new Item(stored.id(), stored.version(), null, findings, stored.document()))
        .build();
  }

  /**
   * A pool as it is answered.
   *
   * @param leads how many it offers, in lists
   * @param findings what is hardly meant, after it was put
   */
  public record Item(
      String id,
      int version,
      @Nullable Long leads,
      @Nullable List<PoolFinding> findings,
      @JsonUnwrapped PoolDocument document) {}
}
