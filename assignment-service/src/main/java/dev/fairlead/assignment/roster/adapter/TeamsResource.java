package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.ChangeRoster.Outcome;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.http.Page;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Teams. */
@Path("/api/assignment/teams")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TeamsResource {

  private static final Set<String> ABSENCES = Set.of("neutral", "catch-up", "hold-place");

  private final RosterHttp roster;

  TeamsResource(RosterHttp roster) {
    this.roster = roster;
  }

  /**
   * A team as it is sent.
   *
   * @param absence {@code neutral}, {@code catch-up} or {@code hold-place}
   * @param rotation name of a rotation shared with other teams
   * @param countManual whether leads given by hand count in the rotation; they do not by default
   */
  public record TeamBody(
      @Nullable String name,
      @Nullable String absence,
      @Nullable String rotation,
      @Nullable List<@Nullable String> managers,
      @Nullable Boolean countManual) {}

  /** The teams, by id. */
  @GET
  @RolesAllowed({"admin", "manager", "analyst"})
  public Uni<Page<ObjectNode>> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return roster.list("team", limit, cursor);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"admin", "manager", "analyst"})
  public Uni<Response> get(@PathParam("id") String id) {
    return roster.get("team", id);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed("admin")
  @Operation(summary = "Enters a team or replaces it")
  public Uni<Response> put(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, TeamBody body) {
    Checks checks = new Checks();
    checks.that(body != null, "", "a body is required");
    checks.done();
    String name = checks.text(body.name(), "/name");
    checks.oneOf(body.absence(), ABSENCES, "/absence");
    checks.noBlanks(body.managers(), "/managers");
    checks.done();
    RosterEvent.Team team =
        new RosterEvent.Team(
            id, name, body.absence(), body.rotation(), Sent.list(body.managers()), false);
    ObjectNode own = EventJson.mapper().createObjectNode();
    own.put("countManual", Boolean.TRUE.equals(body.countManual()));
    return roster.change("team", id, match, current -> new Outcome(team, own));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("admin")
  public Uni<Response> delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
    return roster.change(
        "team",
        id,
        match,
        current -> {
          RosterEvent.Team team =
              RosterReader.convert(Sent.existing(current, "team", id), RosterEvent.Team.class);
          return Outcome.of(
              new RosterEvent.Team(
                  id, team.name(), team.absence(), team.rotation(), team.managers(), true));
        });
  }
}
