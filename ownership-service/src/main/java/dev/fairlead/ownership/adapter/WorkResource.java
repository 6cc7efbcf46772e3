package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.Agree;
import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.LogWork;
import dev.fairlead.ownership.adapter.LeadCommands.Call;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What an owner does with a lead while he keeps it. */
@Path("/api/ownership/leads/{id}")
@RolesAllowed({"rep", "manager", "admin"})
public class WorkResource {

  private static final Set<String> OPPORTUNITY = Set.of("open", "ended");

  private final LeadCommands commands;
  private final LogWork logWork;
  private final Agree agree;

  WorkResource(LeadCommands commands, LogWork logWork, Agree agree) {
    this.commands = commands;
    this.logWork = logWork;
    this.agree = agree;
  }

  /** Body of a command that needs a reason. */
  public record Because(@Nullable String reason, @Nullable Long epoch) {}

  /** Body of an appointment. */
  public record Meeting(@Nullable Instant at, @Nullable String note, @Nullable Long epoch) {}

  /** Body of an opportunity; {@code value} is what it may be worth. */
  public record Chance(@Nullable String state, @Nullable BigDecimal value, @Nullable Long epoch) {}

  @POST
  @Path("/accept")
  @Operation(summary = "Takes an offered lead on")
  public Uni<Response> accept(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return commands.run(new Call(id, key, uri, epoch), epoch, new LedgerCommand.Accept());
  }

  @POST
  @Path("/decline")
  @Operation(summary = "Turns an offered lead down")
  public Uni<Response> decline(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Because body) {
    Because because = body == null ? new Because(null, null) : body;
    Checks checks = new Checks();
    String reason = checks.text("/reason", because.reason());
    checks.done();
    return commands.run(
        new Call(id, key, uri, because), because.epoch(), new LedgerCommand.Decline(reason));
  }

  @POST
  @Path("/activities")
  @Operation(summary = "Logs work on the lead; a qualifying kind extends the protection")
  public Uni<Response> work(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      LogWork.@Nullable Told body) {
    LogWork.Told told = body == null ? new LogWork.Told(null, null, null, null, null, null) : body;
    return commands.run(
        new Call(id, key, uri, told),
        session -> logWork.run(session, commands.caller(), commands.flow(), id, told));
  }

  @POST
  @Path("/appointments")
  @Operation(summary = "Notes what was agreed for an instant; until then nothing recycles the lead")
  public Uni<Response> appoint(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Meeting body) {
    Meeting meeting = body == null ? new Meeting(null, null, null) : body;
    Checks checks = new Checks();
    checks.that(meeting.at() != null, "/at", "is needed");
    checks.words("/note", meeting.note());
    checks.done();
    Instant at = meeting.at() == null ? Instant.EPOCH : meeting.at().truncatedTo(ChronoUnit.MILLIS);
    Call call = new Call(id, key, uri, meeting);
    Order order =
        commands.order(
            call,
            meeting.epoch(),
            null,
            new LedgerCommand.Appoint(commands.caller().id(), at, meeting.note()));
    return commands.run(call, session -> agree.run(session, order, at));
  }

  @DELETE
  @Path("/appointments")
  @Operation(summary = "Calls the appointment off")
  public Uni<Response> callOff(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return commands.run(
        new Call(id, key, uri, epoch),
        epoch,
        new LedgerCommand.Appoint(commands.caller().id(), null, null));
  }

  @POST
  @Path("/opportunity")
  @Operation(summary = "Says that a deal is in sight, or no longer is")
  public Uni<Response> opportunity(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Chance body) {
    Chance chance = body == null ? new Chance(null, null, null) : body;
    Checks checks = new Checks();
    String state = checks.oneOf("/state", chance.state(), OPPORTUNITY);
    checks.that(chance.value() == null || chance.value().signum() >= 0, "/value", "0 or more");
    checks.done();
    return commands.run(
        new Call(id, key, uri, chance),
        chance.epoch(),
        new LedgerCommand.SetOpportunity(
            commands.caller().id(), "open".equals(state), chance.value()));
  }

  @POST
  @Path("/lock")
  @Operation(summary = "Exempts the lead from recycling, out of the owner's own number of locks")
  public Uni<Response> lock(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return commands.run(new Call(id, key, uri, epoch), epoch, new LedgerCommand.SetLock(true));
  }

  @POST
  @Path("/unlock")
  @Operation(summary = "Lets the lead be recycled again")
  public Uni<Response> unlock(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return commands.run(new Call(id, key, uri, epoch), epoch, new LedgerCommand.SetLock(false));
  }
}
