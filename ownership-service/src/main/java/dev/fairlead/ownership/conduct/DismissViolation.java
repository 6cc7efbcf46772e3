package dev.fairlead.ownership.conduct;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.conduct.adapter.Penalties;
import dev.fairlead.ownership.conduct.adapter.Violations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds that what a detector found was none: it counts no more, and its penalty is lifted. */
@ApplicationScoped
public class DismissViolation {

  private final Oversight oversight;
  private final Violations violations;
  private final Penalties penalties;
  private final LiftPenalty liftPenalty;
  private final LedgerClock clock;

  DismissViolation(
      Oversight oversight,
      Violations violations,
      Penalties penalties,
      LiftPenalty liftPenalty,
      LedgerClock clock) {
    this.oversight = oversight;
    this.violations = violations;
    this.penalties = penalties;
    this.liftPenalty = liftPenalty;
    this.clock = clock;
  }

  /**
   * Dismisses it in the transaction of the session.
   *
   * @throws ProblemException 403 unless the caller is above the rep, 404 {@code violation.unknown},
   *     409 {@code violation.dismissed} the second time
   */
  public Uni<Violations.Item> run(
      Mutiny.Session session, Caller caller, Flow flow, String id, String reason) {
    return violations
        .lock(session, id)
        .map(
            found ->
                found.orElseThrow(
                    () -> ProblemException.notFound("violation.unknown", "violation " + id)))
        .call(violation -> oversight.subordinate(session, caller, violation.repId()))
        .chain(
            violation -> {
              if (violation.dismissedAt() != null) {
                throw ProblemException.conflict("violation.dismissed", "it was dismissed already");
              }
              return violations.dismiss(session, id, caller.id(), reason, clock.now());
            })
        .call(
            () ->
                penalties
                    .answering(session, id)
                    .chain(
                        penalty ->
                            penalty == null
                                ? Uni.createFrom().voidItem()
                                : liftPenalty.lift(session, penalty, caller.id(), flow, reason)));
  }
}
