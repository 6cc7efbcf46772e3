package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.ChangeRoster.Outcome;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
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
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calendars: days off, and days on that would be off otherwise (调休). */
@Path("/api/assignment/calendars")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CalendarsResource {

  private final RosterHttp roster;

  CalendarsResource(RosterHttp roster) {
    this.roster = roster;
  }

  /** A calendar as it is sent. */
  public record CalendarBody(
      @Nullable String name,
      @Nullable String country,
      @Nullable List<LocalDate> holidays,
      @Nullable List<LocalDate> workdays) {}

  @GET
  @RolesAllowed({"admin", "manager", "analyst"})
  public Uni<Page<ObjectNode>> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return roster.list("calendar", limit, cursor);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"admin", "manager", "analyst"})
  public Uni<Response> get(@PathParam("id") String id) {
    return roster.get("calendar", id);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed("admin")
  public Uni<Response> put(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String match,
      @Nullable CalendarBody body) {
    if (body == null) {
      throw ProblemException.invalid("roster.invalid", "", "a body is required");
    }
    RosterEvent.Calendar calendar =
        new RosterEvent.Calendar(
            id,
            Sent.text(body.name()),
            Sent.text(body.country()),
            body.holidays() == null ? List.of() : body.holidays(),
            body.workdays() == null ? List.of() : body.workdays(),
            false);
    return roster.change("calendar", id, match, current -> Outcome.of(calendar));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("admin")
  public Uni<Response> delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
    return roster.change(
        "calendar",
        id,
        match,
        current -> {
          Sent.existing(current, "calendar", id);
          return Outcome.of(new RosterEvent.Calendar(id, null, null, List.of(), List.of(), true));
        });
  }
}
