package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.ownership.ActivityKinds;
import dev.fairlead.ownership.AskLedger;
import dev.fairlead.ownership.CommandLead;
import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.LeadView;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Commands and questions about who holds a lead. */
@Path("/api/ownership/leads")
@RolesAllowed({"rep", "manager", "admin"})
public class OwnershipResource {

  private static final Set<String> RESULTS = Set.of("won", "lost", "invalid");
  private static final Set<String> ACCESS = Set.of("read", "write");

  private final Request request;
  private final Commands commands;
  private final CommandLead commandLead;
  private final AskLedger askLedger;
  private final ActivityKinds kinds;

  OwnershipResource(
      Request request,
      Commands commands,
      CommandLead commandLead,
      AskLedger askLedger,
      ActivityKinds kinds) {
    this.request = request;
    this.commands = commands;
    this.commandLead = commandLead;
    this.askLedger = askLedger;
    this.kinds = kinds;
  }

  /** Body of commands that need a reason. */
  public record Because(@Nullable String reason, @Nullable Long epoch) {}

  /** Body of a release. */
  public record Back(@Nullable String reason, @Nullable String pool, @Nullable Long epoch) {}

  /** Body of a transfer. */
  public record Handover(
      @Nullable String to,
      @Nullable String reason,
      @Nullable String keepAsHelperUntil,
      @Nullable Long epoch) {}

  /** Body of an activity; {@code at} is now when absent. */
  public record Work(
      @Nullable String kind,
      @Nullable String outcome,
      @Nullable String note,
      @Nullable Instant at,
      @Nullable Long epoch) {}

  /** Body of a close. */
  public record Done(
      @Nullable String result,
      @Nullable String reason,
      @Nullable BigDecimal value,
      @Nullable Long epoch) {}

  /** Body that adds a helper. */
  public record Help(
      @Nullable String repId,
      @Nullable String access,
      @Nullable Instant until,
      @Nullable Long epoch) {}

  @GET
  @Path("/{id}")
  @RolesAllowed({"rep", "manager", "admin", "analyst", "integration"})
  @Operation(summary = "How a lead stands, now or as of an instant")
  public Uni<LeadView> lead(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
    return askLedger.lead(request.caller(), id, instant(at));
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every change of custody, oldest first")
  public Uni<Page<Entries.Item>> history(@PathParam("id") String id) {
    return askLedger.history(request.caller(), id).map(Page::whole);
  }

  @GET
  @Path("/{id}/activities")
  @Operation(summary = "What was done on the lead, oldest first")
  public Uni<Page<Activities.Item>> activities(@PathParam("id") String id) {
    return askLedger.activities(request.caller(), id).map(Page::whole);
  }

  @GET
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
            owner, state, instant(dueBefore), Page.decode(cursor), Page.limit(limit)));
  }

  @POST
  @Path("/{id}/accept")
  public Uni<Response> accept(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return run(id, key, uri, epoch, epoch, null, null, new LedgerCommand.Accept());
  }

  @POST
  @Path("/{id}/decline")
  public Uni<Response> decline(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Because body) {
    Checks checks = new Checks();
    String reason = checks.text("/reason", body == null ? null : body.reason());
    checks.done();
    Long epoch = body == null ? null : body.epoch();
    return run(id, key, uri, body, epoch, null, null, new LedgerCommand.Decline(reason));
  }

  @POST
  @Path("/{id}/activities")
  @Operation(summary = "Logs work on the lead; a qualifying kind extends the protection")
  public Uni<Response> work(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Work body) {
    Work work = body == null ? new Work(null, null, null, null, null) : body;
    Checks checks = new Checks();
    String kind = checks.oneOf("/kind", work.kind(), kinds.all());
    Instant at = kinds.at(work.at());
    checks.that(!kinds.isFuture(at), "/at", "an activity cannot lie in the future");
    checks.done();
    return run(
        id,
        key,
        uri,
        work,
        work.epoch(),
        null,
        work.note(),
        new LedgerCommand.LogActivity(
            request.caller().id(), kind, work.outcome(), kinds.qualifies(kind), at));
  }

  @POST
  @Path("/{id}/transfer")
  public Uni<Response> transfer(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Handover body) {
    Handover handover = body == null ? new Handover(null, null, null, null) : body;
    Checks checks = new Checks();
    String to = checks.text("/to", handover.to());
    String reason = checks.text("/reason", handover.reason());
    Instant until = checks.instant("/keepAsHelperUntil", handover.keepAsHelperUntil());
    checks.done();
    return run(
        id,
        key,
        uri,
        handover,
        handover.epoch(),
        to,
        null,
        new LedgerCommand.Transfer(to, null, reason, until));
  }

  @POST
  @Path("/{id}/release")
  @Operation(summary = "Gives the lead back to a pool")
  public Uni<Response> release(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Back body) {
    Back back = body == null ? new Back(null, null, null) : body;
    Checks checks = new Checks();
    String reason = checks.text("/reason", back.reason());
    checks.done();
    return run(
        id,
        key,
        uri,
        back,
        back.epoch(),
        null,
        null,
        new LedgerCommand.Release(reason, back.pool()));
  }

  @POST
  @Path("/{id}/close")
  public Uni<Response> close(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Done body) {
    Done done = body == null ? new Done(null, null, null, null) : body;
    Checks checks = new Checks();
    String result = checks.oneOf("/result", done.result(), RESULTS);
    checks.done();
    return run(
        id,
        key,
        uri,
        done,
        done.epoch(),
        null,
        null,
        new LedgerCommand.Close(result, done.reason(), done.value()));
  }

  @POST
  @Path("/{id}/helpers")
  public Uni<Response> help(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Help body) {
    Help help = body == null ? new Help(null, null, null, null) : body;
    Checks checks = new Checks();
    String rep = checks.text("/repId", help.repId());
    String access = checks.oneOf("/access", help.access(), ACCESS);
    checks.done();
    return run(
        id,
        key,
        uri,
        help,
        help.epoch(),
        rep,
        null,
        new LedgerCommand.AddHelper(new Custody.Helper(rep, access, help.until())));
  }

  @POST
  @Path("/{id}/lock")
  @Operation(summary = "Exempts the lead from recycling")
  public Uni<Response> lock(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return run(id, key, uri, epoch, epoch, null, null, new LedgerCommand.SetLock(true));
  }

  @POST
  @Path("/{id}/unlock")
  public Uni<Response> unlock(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @QueryParam("epoch") @Nullable Long epoch) {
    return run(id, key, uri, epoch, epoch, null, null, new LedgerCommand.SetLock(false));
  }

  private Uni<Response> run(
      String id,
      @Nullable String key,
      UriInfo uri,
      @Nullable Object body,
      @Nullable Long epoch,
      @Nullable String rep,
      @Nullable String note,
      LedgerCommand command) {
    Order order = new Order(request.caller(), request.flow(), id, epoch, rep, note, command);
    return commands.run(
        request.caller(), key, uri.getPath(), body, session -> commandLead.run(session, order));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.of(400, "request.malformed", "an ISO-8601 instant in UTC is needed"));
    }
  }

  /** Collects what is wrong with a body, so that the caller learns all of it at once. */
  private static final class Checks {
    private final List<Problem.Violation> found = new ArrayList<>();

    String text(String pointer, @Nullable String value) {
      that(value != null && !value.isBlank(), pointer, "is needed");
      return value == null ? "" : value.strip();
    }

    String oneOf(String pointer, @Nullable String value, Set<String> allowed) {
      that(
          value != null && allowed.contains(value),
          pointer,
          "one of " + String.join(", ", allowed.stream().sorted().toList()));
      return value == null ? "" : value;
    }

    /** An instant, or a date, which means the end of that day in UTC. */
    @Nullable Instant instant(String pointer, @Nullable String value) {
      if (value == null) {
        return null;
      }
      try {
        return value.length() == "2026-01-01".length()
            ? java.time.LocalDate.parse(value)
                .plusDays(1)
                .atStartOfDay(java.time.ZoneOffset.UTC)
                .toInstant()
            : Instant.parse(value);
      } catch (DateTimeException e) {
        that(false, pointer, "an ISO-8601 instant or date is needed");
        return null;
      }
    }

    void that(boolean good, String pointer, String otherwise) {
      if (!good) {
        found.add(new Problem.Violation(pointer, otherwise));
      }
    }

    void done() {
      if (!found.isEmpty()) {
        throw ProblemException.invalid("request.invalid", found);
      }
    }
  }
}
