package dev.fairlead.ownership;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.Book.Act;
import dev.fairlead.ownership.adapter.Activities;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.domain.Authority;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Carries out a person's command on a lead, if he may give it and the state still allows it. */
@ApplicationScoped
public class CommandLead {

  private final Shelf shelf;
  private final Custodies custodies;
  private final Roster roster;
  private final Activities activities;
  private final LedgerClock clock;

  CommandLead(
      Shelf shelf, Custodies custodies, Roster roster, Activities activities, LedgerClock clock) {
    this.shelf = shelf;
    this.custodies = custodies;
    this.roster = roster;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * A command as it was asked for.
   *
   * @param epoch the epoch the caller has seen; null to act on whatever is
   * @param rep the rep it names, who must be known and here; null for none
   * @param note words that go with an activity
   */
  public record Order(
      Caller caller,
      Flow flow,
      String leadId,
      @Nullable Long epoch,
      @Nullable String rep,
      @Nullable String note,
      LedgerCommand command) {}

  /** Runs it in the transaction of the session and answers the lead as it then stands. */
  public Uni<Commands.Answer> run(Mutiny.Session session, Order order) {
    return custodies
        .lock(session, order.leadId())
        .map(found -> found.orElseThrow(() -> unknown(order.leadId())))
        .call(custody -> authorise(session, order, custody))
        .chain(custody -> resolve(session, order, custody));
  }

  /** 404: the ledger has not met this lead. */
  public static ProblemException unknown(String leadId) {
    return ProblemException.notFound("lead.unknown", "lead " + leadId);
  }

  /** What the caller may do. */
  public Uni<Authority> authority(Mutiny.Session session, Caller caller) {
    Uni<Set<String>> teams =
        caller.is("manager")
            ? roster.managedBy(session, caller.id())
            : Uni.createFrom().item(Set.of());
    return teams.map(
        managed -> new Authority(caller.id(), caller.isAdmin(), caller.is("manager"), managed));
  }

  private Uni<Authority> authorise(Mutiny.Session session, Order order, Custody custody) {
    return authority(session, order.caller())
        .invoke(
            authority -> {
              boolean may =
                  order.command() instanceof LedgerCommand.LogActivity
                      ? authority.mayWork(custody, clock.now())
                      : authority.mayCommand(custody);
              if (!may) {
                throw ProblemException.forbidden("lead.not-yours", "this lead is not yours");
              }
              if (order.epoch() != null && order.epoch() != custody.epoch()) {
                throw stale();
              }
            });
  }

  private Uni<Commands.Answer> resolve(Mutiny.Session session, Order order, Custody custody) {
    String rep = order.rep();
    Set<String> reps = rep == null ? Set.of() : Set.of(rep);
    return teamOf(session, rep)
        .chain(
            member ->
                shelf
                    .book(session, Map.of(order.leadId(), custody), reps)
                    .chain(book -> apply(session, order, book, withTeam(order.command(), member))));
  }

  private Uni<Commands.Answer> apply(
      Mutiny.Session session, Order order, Book book, LedgerCommand command) {
    Instant now = clock.now();
    long epoch = book.custody(order.leadId()).epoch();
    Outcome outcome =
        book.apply(order.leadId(), command, new Act(order.caller().id(), order.flow(), now));
    if (outcome instanceof Outcome.Refused refused) {
      throw refusal(refused.reason());
    }
    Uni<Void> noted =
        command instanceof LedgerCommand.LogActivity activity
            ? activities.add(session, order.leadId(), epoch, activity, order.note(), now)
            : Uni.createFrom().voidItem();
    int status = command instanceof LedgerCommand.LogActivity ? 201 : 200;
    return noted
        .chain(() -> shelf.close(session, book))
        .replaceWith(
            () ->
                new Commands.Answer(
                    status, LeadView.of(order.leadId(), book.custody(order.leadId()), now)));
  }

  private Uni<Roster.@Nullable Member> teamOf(Mutiny.Session session, @Nullable String rep) {
    if (rep == null) {
      return Uni.createFrom().nullItem();
    }
    return roster
        .members(session, Set.of(rep))
        .map(
            found -> {
              Roster.Member member = found.get(rep);
              if (member == null) {
                throw ProblemException.later(
                    "rep.not-known-yet", "the roster has not told of " + rep + " yet", 2);
              }
              if (!member.isHere()) {
                throw ProblemException.invalid("rep.left", "/to", rep + " has left");
              }
              return member;
            });
  }

  private static LedgerCommand withTeam(LedgerCommand command, Roster.@Nullable Member member) {
    return command instanceof LedgerCommand.Transfer t && member != null
        ? new LedgerCommand.Transfer(t.to(), member.team(), t.reason(), t.keepAsHelperUntil())
        : command;
  }

  private static ProblemException refusal(Outcome.Refusal reason) {
    return switch (reason) {
      case STALE, CLOSED -> stale();
      case CAP -> ProblemException.conflict("cap", "the receiver holds as many leads as he may");
      case LOCK_CAP,
              LOCKED,
              APPOINTMENT,
              OPPORTUNITY,
              DISPUTED,
              NOT_DUE,
              ALREADY_ACCEPTED,
              SAME_OWNER,
              SAME_LEAD,
              NO_HELPER ->
          new ProblemException(
              Problem.of(409, "ledger." + reason.code(), "not in the state the lead is in"));
    };
  }

  private static ProblemException stale() {
    return ProblemException.conflict("stale", "the lead is no longer in the state you saw");
  }
}
