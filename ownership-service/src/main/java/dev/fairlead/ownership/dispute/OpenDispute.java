package dev.fairlead.ownership.dispute;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.RunCommand;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.domain.Dispute;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A rep claims a lead of another: the lead freezes, and the evidence is gathered at once. */
@ApplicationScoped
public class OpenDispute {

  private final RunCommand runCommand;
  private final Frozen frozen;
  private final Disputes disputes;
  private final Oversight oversight;
  private final EventLog log;
  private final LedgerClock clock;
  private final Span decideWithin;
  private final int mostOpen;

  OpenDispute(
      RunCommand runCommand,
      Frozen frozen,
      Disputes disputes,
      Oversight oversight,
      EventLog log,
      LedgerClock clock,
      @ConfigProperty(name = "fairlead.ownership.dispute.decide-within") String decideWithin,
      @ConfigProperty(name = "fairlead.ownership.dispute.most-open") int mostOpen) {
    this.runCommand = runCommand;
    this.frozen = frozen;
    this.disputes = disputes;
    this.oversight = oversight;
    this.log = log;
    this.clock = clock;
    this.decideWithin = Span.parse(decideWithin);
    this.mostOpen = mostOpen;
  }

  /** What is claimed. */
  public record Order(String leadId, String claim, String wants, List<String> evidence) {}

  /**
   * Opens it in the transaction of the session.
   *
   * @throws ProblemException 409: {@code dispute.not-owned}, {@code dispute.own-lead}, {@code
   *     dispute.open} when he disputes this lead already, {@code dispute.too-many}
   */
  public Uni<Dispute> run(Mutiny.Session session, Caller caller, Flow flow, Order order) {
    Instant now = clock.now();
    return runCommand
        .lock(session, order.leadId())
        .map(custody -> owned(custody, caller))
        .call(() -> mayOpen(session, caller, order.leadId()))
        .chain(
            owned ->
                oversight
                    .member(session, caller.id())
                    .map(member -> dispute(order, caller, owned, member, now)))
        .call(dispute -> freeze(session, dispute, flow, now))
        .call(dispute -> disputes.open(session, dispute))
        .call(dispute -> log.append(session, List.of(Fact.of(told(dispute), flow, now))));
  }

  private static Custody.Owned owned(Custody custody, Caller caller) {
    if (!(custody instanceof Custody.Owned owned)) {
      throw ProblemException.conflict("dispute.not-owned", "nobody owns this lead");
    }
    if (owned.owner().equals(caller.id())) {
      throw ProblemException.conflict("dispute.own-lead", "you own this lead");
    }
    return owned;
  }

  private Uni<Disputes.Count> mayOpen(Mutiny.Session session, Caller caller, String leadId) {
    return disputes
        .count(session, caller.id(), leadId)
        .invoke(
            count -> {
              if (count.onLead() > 0) {
                throw ProblemException.conflict("dispute.open", "you dispute this lead already");
              }
              if (count.open() >= mostOpen) {
                throw ProblemException.conflict(
                    "dispute.too-many", "at most " + mostOpen + " open disputes");
              }
            });
  }

  private Dispute dispute(
      Order order, Caller caller, Custody.Owned owned, Roster.Member claimant, Instant now) {
    Instant decideBy =
        decideWithin
            .after(now.atZone(claimant.calendar().zone()), claimant.calendar(), false)
            .toInstant();
    @Nullable String team = owned.team() == null ? claimant.team() : owned.team();
    return new Dispute(
        Ids.nextText(),
        order.leadId(),
        owned.epoch(),
        caller.id(),
        owned.owner(),
        team,
        order.claim(),
        order.wants(),
        order.evidence(),
        now,
        decideBy,
        null,
        Dispute.OPEN,
        null,
        null,
        null,
        null,
        null);
  }

  private Uni<Void> freeze(Mutiny.Session session, Dispute dispute, Flow flow, Instant now) {
    return frozen.run(
        session,
        dispute.leadId(),
        new LedgerCommand.OpenDispute(dispute.id()),
        new RunCommand.By(dispute.claimant(), flow, now));
  }

  private static OwnershipEvent told(Dispute d) {
    return new OwnershipEvent.DisputeOpened(
        d.leadId(), d.id(), d.claimant(), d.owner(), d.decideBy());
  }
}
