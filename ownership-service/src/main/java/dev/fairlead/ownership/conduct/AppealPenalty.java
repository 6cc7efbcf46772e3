package dev.fairlead.ownership.conduct;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.conduct.adapter.Penalties;
import dev.fairlead.ownership.conduct.domain.Penalty;
import dev.fairlead.ownership.conduct.domain.Penalty.Appeal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A rep appeals against his penalty, once; somebody above him decides. */
@ApplicationScoped
public class AppealPenalty {

  private final Oversight oversight;
  private final Penalties penalties;
  private final LiftPenalty liftPenalty;
  private final EventLog log;
  private final LedgerClock clock;

  AppealPenalty(
      Oversight oversight,
      Penalties penalties,
      LiftPenalty liftPenalty,
      EventLog log,
      LedgerClock clock) {
    this.oversight = oversight;
    this.penalties = penalties;
    this.liftPenalty = liftPenalty;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Opens the appeal.
   *
   * @throws ProblemException 403 for anybody but the rep, 409 {@code penalty.appealed} the second
   *     time, 409 {@code penalty.over} when it does not hold any more
   */
  public Uni<Penalty> open(
      Mutiny.Session session, Caller caller, Flow flow, String id, String reason) {
    Instant now = clock.now();
    return penalties
        .lock(session, id)
        .map(
            penalty -> {
              if (!penalty.repId().equals(caller.id())) {
                throw ProblemException.forbidden("penalty.not-yours", "this penalty is not yours");
              }
              if (penalty.appeal() != null) {
                throw ProblemException.conflict("penalty.appealed", "there was an appeal already");
              }
              if (!penalty.isActive(now)) {
                throw ProblemException.conflict("penalty.over", "the penalty does not hold");
              }
              return with(penalty, new Appeal("opened", reason, now, null, null, null));
            })
        .call(appealed -> penalties.save(session, appealed))
        .call(appealed -> tell(session, appealed, flow, now));
  }

  /**
   * Decides it.
   *
   * @param lift whether the penalty is taken back
   * @throws ProblemException 403 unless the caller is above the rep, 409 {@code penalty.no-appeal}
   *     when there is nothing to decide
   */
  public Uni<Penalty> decide(
      Mutiny.Session session, Caller caller, Flow flow, String id, boolean lift, String reason) {
    Instant now = clock.now();
    return penalties
        .lock(session, id)
        .call(penalty -> oversight.subordinate(session, caller, penalty.repId()))
        .map(penalty -> decided(penalty, caller, lift, reason, now))
        .call(
            decided ->
                lift
                    ? liftPenalty.lift(session, decided, caller.id(), flow, reason)
                    : penalties.save(session, decided))
        .call(decided -> tell(session, decided, flow, now))
        .chain(decided -> penalties.lock(session, id));
  }

  private static Penalty decided(
      Penalty penalty, Caller caller, boolean lift, String reason, Instant now) {
    Appeal appeal = penalty.appeal();
    if (appeal == null || !appeal.isOpen()) {
      throw ProblemException.conflict("penalty.no-appeal", "there is no appeal to decide");
    }
    return with(
        penalty,
        new Appeal(
            lift ? "lifted" : "upheld", appeal.reason(), appeal.at(), caller.id(), now, reason));
  }

  private Uni<Void> tell(Mutiny.Session session, Penalty p, Flow flow, Instant now) {
    @Nullable Appeal appeal = p.appeal();
    String state = appeal == null ? "opened" : appeal.state();
    return log.append(
        session,
        List.of(
            Fact.of(
                new OwnershipEvent.PenaltyAppeal(p.leadId(), p.id(), p.repId(), state),
                flow,
                now)));
  }

  private static Penalty with(Penalty p, Appeal appeal) {
    return new Penalty(
        p.id(),
        p.repId(),
        p.kind(),
        p.until(),
        p.reason(),
        p.leadId(),
        p.violationId(),
        p.imposedBy(),
        p.imposedAt(),
        p.liftedBy(),
        p.liftedAt(),
        p.liftReason(),
        appeal);
  }
}
