package dev.fairlead.ownership;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.adapter.Activities;
import dev.fairlead.ownership.adapter.Activity;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Authority;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Carries out a person's command on a lead, if he may give it and the state still allows it. */
@ApplicationScoped
public class CommandLead {

  private final Shelf shelf;
  private final Custodies custodies;
  private final Receivers receivers;
  private final Roster roster;
  private final Activities activities;
  private final LedgerClock clock;

  CommandLead(
      Shelf shelf,
      Custodies custodies,
      Receivers receivers,
      Roster roster,
      Activities activities,
      LedgerClock clock) {
    this.shelf = shelf;
    this.custodies = custodies;
    this.receivers = receivers;
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
   * @param evidence what shows that an activity took place
   */
  public record Order(
      Caller caller,
      Flow flow,
      String leadId,
      @Nullable Long epoch,
      @Nullable String rep,
      @Nullable String note,
      List<Activity.Reference> evidence,
      LedgerCommand command) {

    /** A command without what only activities have. */
    public Order(
        Caller caller,
        Flow flow,
        String leadId,
        @Nullable Long epoch,
        @Nullable String rep,
        LedgerCommand command) {
      this(caller, flow, leadId, epoch, rep, null, List.of(), command);
    }
  }

  /** Runs it in the transaction of the session and answers the lead as it then stands. */
  public Uni<Commands.Answer> run(Mutiny.Session session, Order order) {
    return custodies
        .lock(session, order.leadId())
        .map(found -> found.orElseThrow(() -> unknown(order.leadId())))
        .call(standing -> authorise(session, order, standing.custody()))
        .chain(standing -> resolve(session, order, standing));
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
              if (!authority.may(order.command(), custody, clock.now())) {
                throw ProblemException.forbidden("lead.not-yours", "this lead is not yours");
              }
              if (order.epoch() != null && order.epoch() != custody.epoch()) {
                throw Refusals.stale();
              }
            });
  }

  private Uni<Commands.Answer> resolve(Mutiny.Session session, Order order, Standing standing) {
    return receivers
        .find(session, order.rep())
        .chain(
            named ->
                shelf.book(
                    session,
                    Map.of(order.leadId(), standing),
                    counted(order.command(), standing.custody())))
        .chain(book -> apply(session, order, book, order.command()));
  }

  private Uni<Commands.Answer> apply(
      Mutiny.Session session, Order order, Book book, LedgerCommand command) {
    Instant now = clock.now();
    Act act = new Act(order.caller().id(), order.flow(), now);
    if (command instanceof LedgerCommand.LogActivity work) {
      Activity activity = activity(order, work, book.custody(order.leadId()).epoch(), now);
      ledger(book, order, command, act.about(activity.hash()));
      return activities.add(session, activity).chain(() -> done(session, order, book, 201, now));
    }
    ledger(book, order, command, act);
    return done(session, order, book, 200, now);
  }

  private static Activity activity(
      Order order, LedgerCommand.LogActivity work, long epoch, Instant now) {
    return Activity.of(
        Ids.next(), order.leadId(), epoch, work, order.note(), order.evidence(), now);
  }

  private static void ledger(Book book, Order order, LedgerCommand command, Act act) {
    if (book.apply(order.leadId(), command, act) instanceof Outcome.Refused refused) {
      throw Refusals.problem(refused.reason());
    }
  }

  private Uni<Commands.Answer> done(
      Mutiny.Session session, Order order, Book book, int status, Instant now) {
    return shelf
        .close(session, book)
        .replaceWith(
            () ->
                new Commands.Answer(
                    status, LeadView.of(order.leadId(), book.custody(order.leadId()), now)));
  }

  /** Whose leads or locks the command adds to. */
  private static Set<String> counted(LedgerCommand command, Custody custody) {
    return switch (command) {
      case LedgerCommand.Transfer t -> Set.of(t.to());
      case LedgerCommand.SetLock l when l.locked() && custody instanceof Custody.Owned o ->
          Set.of(o.owner());
      default -> Set.of();
    };
  }
}
