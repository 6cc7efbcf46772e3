package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.DepartRep;
import dev.fairlead.ownership.adapter.LeadCommands.Call;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A rep leaves. */
@Path("/api/ownership/reps/{id}/departure")
@RolesAllowed("admin")
public class DepartureResource {

  private static final Set<String> DESTINATIONS = Set.of("manager", "team", "pool");

  private final LeadCommands commands;
  private final DepartRep departRep;

  DepartureResource(LeadCommands commands, DepartRep departRep) {
    this.commands = commands;
    this.departRep = departRep;
  }

  /** Body of a departure; {@code pool} is for what goes to one. */
  public record Farewell(@Nullable String to, @Nullable String pool, @Nullable String reason) {}

  @POST
  @Operation(
      summary = "Hands everything a rep has to his manager, his team or a pool, in one batch")
  public Uni<Response> depart(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Farewell body) {
    Farewell farewell = body == null ? new Farewell(null, null, null) : body;
    Checks checks = new Checks();
    String to = checks.oneOf("/to", farewell.to(), DESTINATIONS);
    checks.words("/reason", farewell.reason());
    checks.done();
    DepartRep.Farewell asked =
        new DepartRep.Farewell(
            id,
            DepartRep.To.valueOf(to.toUpperCase(Locale.ROOT)),
            farewell.pool(),
            farewell.reason() == null ? "departed" : farewell.reason());
    return commands.run(
        new Call(id, key, uri, farewell),
        session -> departRep.run(session, commands.caller(), commands.flow(), asked));
  }
}
