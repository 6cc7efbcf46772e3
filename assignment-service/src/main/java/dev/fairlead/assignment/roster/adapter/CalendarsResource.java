package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.ChangeRoster.Outcome;
import dev.fairlead.events.EventJson;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
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

  /**
   * A calendar as it is sent.
   *
   * @param country {@code CN}, or with a part of it {@code DE-BY}: its public holidays are added
   * @param holidays own days off
   * @param workdays own days on, which win over holidays and weekends (调休)
   */
  public record CalendarBody(
      @Nullable String name,
      @Nullable String country,
      @Nullable List<LocalDate> holidays,
      @Nullable List<LocalDate> workdays) {}

  /** The days that are a calendar's own. */
  private record OwnDays(List<LocalDate> holidays, List<LocalDate> workdays) {

    /** All days off, those of the country from the last year to three years ahead. */
    List<LocalDate> holidays(@Nullable String country, int year) {
      TreeSet<LocalDate> all = new TreeSet<>(holidays);
      if (country != null) {
        all.addAll(Holidays.of(country, year - 1, year + 3));
      }
      workdays.forEach(all::remove);
      return List.copyOf(all);
    }
  }

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
    String country = Sent.text(body.country());
    Checks checks = new Checks();
    checks.that(
        country == null || Holidays.knows(country), "/country", "its holidays are not known here");
    checks.done();
    OwnDays own =
        new OwnDays(
            body.holidays() == null ? List.of() : body.holidays(),
            body.workdays() == null ? List.of() : body.workdays());
    RosterEvent.Calendar calendar =
        new RosterEvent.Calendar(
            id,
            Sent.text(body.name()),
            country,
            own.holidays(country, LocalDate.now(ZoneOffset.UTC).getYear()),
            own.workdays(),
            false);
    ObjectNode kept = EventJson.mapper().createObjectNode();
    kept.set("ownHolidays", EventJson.mapper().valueToTree(own.holidays()));
    return roster.change("calendar", id, match, current -> new Outcome(calendar, kept));
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
