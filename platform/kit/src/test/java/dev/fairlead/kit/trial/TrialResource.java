package dev.fairlead.kit.trial;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands of the trial service. */
@Path("/api/trial")
public class TrialResource {

  private final Commands commands;
  private final Request request;
  private final EventLog log;
  private final Transactions transactions;

  TrialResource(Commands commands, Request request, EventLog log, Transactions transactions) {
    this.commands = commands;
    this.request = request;
    this.log = log;
    this.transactions = transactions;
  }

  record Touch(String leadId, int times) {}

  record Touched(String leadId, Instant at) {}

  @POST
  @Path("/touches")
  @RolesAllowed("admin")
  public Uni<Response> touch(
      Touch touch,
      @QueryParam("fail") boolean fail,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return commands.run(
        request.caller(),
        key,
        "/api/trial/touches",
        touch,
        session ->
            log.append(
                    session,
                    List.of(
                        Fact.of(
                            new LeadEvent.Withdrawn(touch.leadId()),
                            request.flow(),
                            Instant.now())))
                .chain(
                    () ->
                        Sql.on(session)
                            .update("insert into touch (lead_id) values ($1)", touch.leadId()))
                .invoke(
                    () -> {
                      if (fail) {
                        throw ProblemException.conflict("trial.refused", "after the append");
                      }
                    })
                .replaceWith(() -> Commands.Answer.ok(new Touched(touch.leadId(), Instant.now()))));
  }

  @GET
  @Path("/patience")
  public Uni<String> patience() {
    return transactions.run(
        session ->
            Sql.on(session)
                .list(
                    "select current_setting('idle_in_transaction_session_timeout')",
                    row -> row.getString(0))
                .map(List::getFirst));
  }

  @GET
  @Path("/fault")
  public Uni<String> fault() {
    return Uni.createFrom().failure(new IllegalStateException("secret words"));
  }
}
