package dev.fairlead.ownership.conduct;

import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.conduct.adapter.Penalties;
import dev.fairlead.ownership.conduct.domain.Penalty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Takes a penalty back before its end. One that does not hold any more stays as it is. */
@ApplicationScoped
public class LiftPenalty {

  private final Oversight oversight;
  private final Penalties penalties;
  private final EventLog log;
  private final LedgerClock clock;

  LiftPenalty(Oversight oversight, Penalties penalties, EventLog log, LedgerClock clock) {
    this.oversight = oversight;
    this.penalties = penalties;
    this.log = log;
    this.clock = clock;
  }

  /** Lifts it on somebody's word, if he is above the rep. */
  public Uni<Void> run(
      Mutiny.Session session, Caller caller, Flow flow, String id, @Nullable String reason) {
    return penalties
        .lock(session, id)
        .call(penalty -> oversight.subordinate(session, caller, penalty.repId()))
        .chain(penalty -> lift(session, penalty, caller.id(), flow, reason));
  }

  /** Lifts a locked penalty. */
  Uni<Void> lift(Mutiny.Session session, Penalty p, String by, Flow flow, @Nullable String reason) {
    Instant now = clock.now();
    if (!p.isActive(now)) {
      return penalties.save(session, p);
    }
    Penalty lifted =
        new Penalty(
            p.id(),
            p.repId(),
            p.kind(),
            p.until(),
            p.reason(),
            p.leadId(),
            p.violationId(),
            p.imposedBy(),
            p.imposedAt(),
            by,
            now,
            reason,
            p.appeal());
    return penalties
        .save(session, lifted)
        .chain(
            () ->
                log.append(session, List.of(Fact.of(ImposePenalty.told(lifted, true), flow, now))));
  }
}
