package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.adapter.LeadCommands.Call;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Who helps on a lead (协作人). */
@Path("/api/ownership/leads/{id}/helpers")
@RolesAllowed({"rep", "manager", "admin"})
public class HelperResource {

  private static final Set<String> ACCESS = Set.of("read", "write");

  private final LeadCommands commands;

  HelperResource(LeadCommands commands) {
    this.commands = commands;
  }

  /** Body that adds a helper; {@code until} is an instant or a date, for ever when absent. */
  public record Help(
      @Nullable String repId,
      @Nullable String access,
      @Nullable String until,
      @Nullable Long epoch) {}

  @POST
  @Operation(summary = "Lets somebody help, or changes his access")
  public Uni<Response> help(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Help body) {
    Help help = body == null ? new Help(null, null, null, null) : body;
    Checks checks = new Checks();
    String rep = checks.text("/repId", help.repId());
    String access = checks.oneOf("/access", help.access(), ACCESS);
    Instant until = checks.instant("/until", help.until());
    checks.done();
    Custody.Helper helper = new Custody.Helper(rep, access, until);
    Call call = new Call(id, key, uri, help);
    return commands.run(
        call, commands.order(call, help.epoch(), rep, new LedgerCommand.AddHelper(helper)));
  }

  @DELETE
  @Path("/{repId}")
  @Operation(summary = "Ends somebody's help; a helper may end his own")
  public Uni<Response> leave(
      @PathParam("id") String id,
      @PathParam("repId") String repId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return commands.run(
        new Call(id, key, uri, epoch), epoch, new LedgerCommand.RemoveHelper(repId, null));
  }
}
