package dev.fairlead.ownership.dispute;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.RunCommand;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.domain.Dispute;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How every dispute ends: written down, told, and the lead frozen no more. */
@ApplicationScoped
class EndDispute {

  private final RunCommand runCommand;
  private final Frozen frozen;
  private final Disputes disputes;
  private final EventLog log;
  private final LedgerClock clock;

  EndDispute(
      RunCommand runCommand, Frozen frozen, Disputes disputes, EventLog log, LedgerClock clock) {
    this.runCommand = runCommand;
    this.frozen = frozen;
    this.disputes = disputes;
    this.log = log;
    this.clock = clock;
  }

  /** An open dispute with the custody it is about, both locked. */
  record Locked(Dispute dispute, Custody custody) {}

  /**
   * How it ends.
   *
   * @param state {@code decided} or {@code withdrawn}
   * @param command what the ledger is told
   */
  record Ending(
      String state,
      String outcome,
      @Nullable String reason,
      @Nullable Map<String, Double> credit,
      LedgerCommand.DecideDispute command) {}

  /** Locks it, its lead first; 409 {@code dispute.ended} when somebody was faster. */
  Uni<Locked> lock(Mutiny.Session session, String id) {
    return disputes
        .get(session, id)
        .chain(found -> runCommand.lock(session, found.leadId()))
        .chain(custody -> disputes.lock(session, id).map(locked -> new Locked(locked, custody)))
        .invoke(
            locked -> {
              if (!locked.dispute().isOpen()) {
                throw ProblemException.conflict(
                    "dispute.ended", "this dispute is " + locked.dispute().state());
              }
            });
  }

  /**
   * Ends a locked dispute. It is written down before the ledger acts: whatever the ledger does then
   * makes other disputes about the lead moot, but not this one.
   */
  Uni<Dispute> run(Mutiny.Session session, Dispute d, Ending ending, String by, Flow flow) {
    Instant now = clock.now();
    Dispute ended =
        new Dispute(
            d.id(),
            d.leadId(),
            d.epoch(),
            d.claimant(),
            d.owner(),
            d.team(),
            d.claim(),
            d.wants(),
            d.evidence(),
            d.openedAt(),
            d.decideBy(),
            d.overdueAt(),
            ending.state(),
            "decided".equals(ending.state()) ? ending.outcome() : null,
            ending.reason(),
            ending.credit(),
            by,
            now);
    return disputes
        .end(session, ended)
        .chain(
            () ->
                frozen.run(session, d.leadId(), ending.command(), new RunCommand.By(by, flow, now)))
        .chain(
            () -> log.append(session, List.of(Fact.of(told(ended, ending.outcome()), flow, now))))
        .replaceWith(ended);
  }

  /** The event that tells how a dispute ended. */
  static OwnershipEvent told(Dispute d, String outcome) {
    Map<String, Double> credit = d.credit();
    return new OwnershipEvent.DisputeDecided(
        d.leadId(), d.id(), outcome, d.reason(), credit == null ? Map.of() : credit);
  }
}
