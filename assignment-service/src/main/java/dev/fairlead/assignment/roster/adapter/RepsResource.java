package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.ChangeRoster.Outcome;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reps. */
@Path("/api/assignment/reps")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RepsResource {

  private final RosterHttp roster;
  private final Request request;

  RepsResource(RosterHttp roster, Request request) {
    this.roster = roster;
    this.request = request;
  }

  /**
   * What a rep may say of himself.
   *
   * @param status {@code active} or {@code away}; absent to leave it
   * @param optOut takes no automatically assigned leads for now; absent to leave it
   * @param leave time off, {@code [{from, to}]}: dates ({@code to} inclusive), local times or
   *     instants; absent to leave it
   * @param leaveBuffer {@code {before, after}}: how long around leave he takes no leads either
   */
  public record AvailabilityBody(
      @Nullable String status,
      @Nullable Boolean optOut,
      @Nullable JsonNode leave,
      @Nullable JsonNode leaveBuffer) {}

  /** The reps, by id. */
  @GET
  @RolesAllowed({"admin", "manager", "analyst"})
  public Uni<Page<ObjectNode>> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return roster.list("rep", limit, cursor);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"admin", "manager", "analyst", "rep"})
  public Uni<Response> get(@PathParam("id") String id) {
    if (!request.caller().is("admin")
        && !request.caller().is("manager")
        && !request.caller().is("analyst")) {
      himself(id);
    }
    return roster.get("rep", id);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed("admin")
  @Operation(summary = "Enters a rep or replaces what is known of him")
  public Uni<Response> put(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String match,
      @Nullable RepBody body) {
    RepBody sent = required(body);
    RosterEvent.Rep rep = sent.checked(id);
    return roster.change("rep", id, match, current -> new Outcome(rep, sent.own(current)));
  }

  @PUT
  @Path("/{id}/availability")
  @RolesAllowed({"admin", "rep"})
  @Operation(summary = "Says whether a rep is there and takes leads")
  public Uni<Response> availability(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String match,
      @Nullable AvailabilityBody body) {
    if (!request.caller().isAdmin()) {
      himself(id);
    }
    AvailabilityBody said = required(body);
    Checks checks = new Checks();
    checks.oneOf(said.status(), java.util.Set.of("active", "away"), "/status");
    checks.done();
    return roster.change("rep", id, match, current -> available(id, current, said));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("admin")
  public Uni<Response> delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
    return roster.change(
        "rep", id, match, current -> Outcome.of(with(rep(id, current), "left", true)));
  }

  private static Outcome available(String id, @Nullable ObjectNode current, AvailabilityBody said) {
    RosterEvent.Rep rep = rep(id, current);
    if (rep.status().equals("left")) {
      throw ProblemException.conflict("rep.left", "he does not work here any more");
    }
    String status = said.status() == null ? rep.status() : said.status();
    ObjectNode own = own(current);
    if (said.optOut() != null) {
      own.put("optOut", said.optOut());
    }
    if (said.leave() != null) {
      own.set(LeaveReader.LEAVE, said.leave());
    }
    if (said.leaveBuffer() != null) {
      own.set(LeaveReader.BUFFER, said.leaveBuffer());
    }
    Checks checks = new Checks();
    LeaveReader.check(own, zone(rep), checks);
    checks.done();
    return new Outcome(with(rep, status, false), own);
  }

  private static ZoneId zone(RosterEvent.Rep rep) {
    return rep.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(rep.timeZone());
  }

  private static ObjectNode own(@Nullable ObjectNode current) {
    ObjectNode own = EventJson.mapper().createObjectNode();
    return current == null ? own : own.setAll(current.deepCopy().retain(RepBody.OWN));
  }

  @POST
  @Path("/{id}/leave")
  @Consumes({"text/calendar", "text/plain"})
  @RolesAllowed({"admin", "rep"})
  @Operation(summary = "Replaces a rep's leave by the events of an iCalendar file")
  public Uni<Response> leave(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String match,
      @Nullable String file) {
    if (!request.caller().isAdmin()) {
      himself(id);
    }
    String text = required(file);
    Instant now = Instant.now();
    return roster.change(
        "rep",
        id,
        match,
        current -> {
          RosterEvent.Rep rep = rep(id, current);
          ObjectNode own = own(current);
          own.set(
              LeaveReader.LEAVE,
              EventJson.mapper().valueToTree(new LeaveFile(zone(rep), now).read(text)));
          return new Outcome(rep, own);
        });
  }

  private static RosterEvent.Rep rep(String id, @Nullable ObjectNode current) {
    return RosterReader.convert(Sent.existing(current, "rep", id), RosterEvent.Rep.class);
  }

  private void himself(String id) {
    if (!request.caller().id().equals(id)) {
      throw ProblemException.forbidden("rep.not-you", "only for the rep himself");
    }
  }

  private static <T> T required(@Nullable T body) {
    if (body == null) {
      throw ProblemException.invalid("roster.invalid", "", "a body is required");
    }
    return body;
  }

  private static RosterEvent.Rep with(RosterEvent.Rep rep, String status, boolean deleted) {
    return new RosterEvent.Rep(
        rep.id(),
        rep.name(),
        rep.teams(),
        rep.roles(),
        rep.region(),
        rep.regions(),
        rep.productLines(),
        rep.segments(),
        rep.industries(),
        rep.skills(),
        rep.interests(),
        rep.capacity(),
        rep.weight(),
        rep.timeZone(),
        rep.workingHours(),
        rep.calendar(),
        status,
        rep.email(),
        rep.manager(),
        rep.language(),
        deleted);
  }
}
