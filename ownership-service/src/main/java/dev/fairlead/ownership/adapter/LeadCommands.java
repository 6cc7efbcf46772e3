package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.ownership.CommandLead;
import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What all commands over HTTP have in common: who calls, once per key, one transaction. */
@ApplicationScoped
class LeadCommands {

  private final Request request;
  private final Commands commands;
  private final CommandLead commandLead;

  LeadCommands(Request request, Commands commands, CommandLead commandLead) {
    this.request = request;
    this.commands = commands;
    this.commandLead = commandLead;
  }

  /**
   * A request for a command.
   *
   * @param key its {@code Idempotency-Key}; null for none
   * @param body as it was understood; null without one
   */
  record Call(String leadId, @Nullable String key, UriInfo uri, @Nullable Object body) {}

  Caller caller() {
    return request.caller();
  }

  Flow flow() {
    return request.flow();
  }

  Order order(Call call, @Nullable Long epoch, @Nullable String rep, LedgerCommand command) {
    return new Order(request.caller(), request.flow(), call.leadId(), epoch, rep, command);
  }

  Uni<Response> run(Call call, @Nullable Long epoch, LedgerCommand command) {
    return run(call, order(call, epoch, null, command));
  }

  Uni<Response> run(Call call, Order order) {
    return run(call, session -> commandLead.run(session, order));
  }

  Uni<Response> run(Call call, Function<Mutiny.Session, Uni<Commands.Answer>> work) {
    return commands.run(request.caller(), call.key(), call.uri().getPath(), call.body(), work);
  }

  /** An instant of a query parameter. */
  static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.of(400, "request.malformed", "an ISO-8601 instant in UTC is needed"));
    }
  }
}
