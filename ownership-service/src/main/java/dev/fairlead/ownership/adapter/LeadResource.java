package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Request;
import dev.fairlead.ownership.AskLedger;
import dev.fairlead.ownership.LeadView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Questions about who holds a lead. */
@Path("/api/ownership/leads")
@RolesAllowed({"rep", "manager", "admin", "analyst", "integration"})
public class LeadResource {

  private final Request request;
  private final AskLedger askLedger;

  LeadResource(Request request, AskLedger askLedger) {
    this.request = request;
    this.askLedger = askLedger;
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "How a lead stands, now or as of an instant")
  public Uni<LeadView> lead(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
    return askLedger.lead(request.caller(), id, LeadCommands.instant(at));
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every change of custody, oldest first")
  public Uni<Page<Entries.Item>> history(@PathParam("id") String id) {
    return askLedger.history(request.caller(), id).map(Page::whole);
  }

  @GET
  @Path("/{id}/evidence")
  @Operation(summary = "Every entry and activity, hash-chained, to be checked by verify-evidence")
  public Uni<ObjectNode> evidence(@PathParam("id") String id) {
    return askLedger.evidence(request.caller(), id);
  }

  @GET
  @Path("/{id}/activities")
  @Operation(summary = "What was done on the lead, oldest first")
  public Uni<Page<Activities.Item>> activities(@PathParam("id") String id) {
    return askLedger.activities(request.caller(), id).map(Page::whole);
  }

  @GET
  @RolesAllowed({"rep", "manager", "admin"})
  @Operation(summary = "Leads by owner, state and deadline")
  public Uni<Page<LeadView>> list(
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("state") @Nullable String state,
      @QueryParam("dueBefore") @Nullable String dueBefore,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return askLedger.list(
        request.caller(),
        new AskLedger.Filter(
            owner, state, LeadCommands.instant(dueBefore), Page.decode(cursor), Page.limit(limit)));
  }
}
