package dev.fairlead.ownership.conduct;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.Ids;
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

/** A manager penalises a rep of his teams. */
@ApplicationScoped
public class ImposePenalty {

  private final Oversight oversight;
  private final Penalties penalties;
  private final EventLog log;
  private final LedgerClock clock;

  ImposePenalty(Oversight oversight, Penalties penalties, EventLog log, LedgerClock clock) {
    this.oversight = oversight;
    this.penalties = penalties;
    this.log = log;
    this.clock = clock;
  }

  /** What is to be imposed; without {@code until} it holds until it is lifted. */
  public record Order(String repId, String kind, @Nullable Instant until, String reason) {}

  /** Imposes it in the transaction of the session. */
  public Uni<Penalty> run(Mutiny.Session session, Caller caller, Flow flow, Order order) {
    Instant now = clock.now();
    Penalty penalty =
        Penalty.imposed(
            Ids.nextText(),
            order.repId(),
            order.kind(),
            order.until(),
            order.reason(),
            caller.id(),
            now);
    return oversight
        .subordinate(session, caller, order.repId())
        .chain(() -> penalties.add(session, List.of(penalty)))
        .chain(() -> log.append(session, List.of(Fact.of(told(penalty, false), flow, now))))
        .replaceWith(penalty);
  }

  /** The event that tells of a penalty that began or was lifted. */
  static OwnershipEvent told(Penalty p, boolean lifted) {
    return new OwnershipEvent.Penalty(
        p.leadId(), p.id(), p.repId(), p.kind(), p.until(), p.reason(), lifted, p.violationId());
  }
}
