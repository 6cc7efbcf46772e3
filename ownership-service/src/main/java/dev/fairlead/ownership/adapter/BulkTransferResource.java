package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.TransferLeads;
import dev.fairlead.ownership.adapter.LeadCommands.Call;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Many leads to one rep. */
@Path("/api/ownership/leads:transfer")
@RolesAllowed({"rep", "manager", "admin"})
public class BulkTransferResource {

  private static final int MOST = 1000;

  private final LeadCommands commands;
  private final TransferLeads transferLeads;

  BulkTransferResource(LeadCommands commands, TransferLeads transferLeads) {
    this.commands = commands;
    this.transferLeads = transferLeads;
  }

  /** Body: either {@code leadIds}, or {@code from} for all that rep owns. */
  public record Many(
      @Nullable List<String> leadIds,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason,
      @Nullable String keepAsHelperUntil) {}

  @POST
  @Operation(summary = "Transfers many leads in one batch, with an answer for each")
  public Uni<Response> transfer(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Many body) {
    Many many = body == null ? new Many(null, null, null, null, null) : body;
    Checks checks = new Checks();
    checks.that(
        (many.leadIds() == null) != (many.from() == null), "/leadIds", "either leadIds or from");
    checks.that(
        many.leadIds() == null || isList(many.leadIds()), "/leadIds", "1 to " + MOST + " lead ids");
    String to = checks.text("/to", many.to());
    String reason = checks.text("/reason", many.reason());
    Instant until = checks.instant("/keepAsHelperUntil", many.keepAsHelperUntil());
    checks.done();
    TransferLeads.Many asked =
        new TransferLeads.Many(many.leadIds(), many.from(), to, reason, until);
    return commands.run(
        new Call("", key, uri, many),
        session -> transferLeads.run(session, commands.caller(), commands.flow(), asked));
  }

  private static boolean isList(List<String> ids) {
    return !ids.isEmpty() && ids.size() <= MOST && ids.stream().allMatch(Objects::nonNull);
  }
}
