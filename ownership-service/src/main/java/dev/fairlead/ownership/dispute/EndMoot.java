package dev.fairlead.ownership.dispute;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.ownership.Witness;
import dev.fairlead.ownership.adapter.Entry;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.adapter.Touches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends disputes there is nothing left to decide of, since nobody owns the lead any more. A won lead
 * can still be upheld and its credit split. Keeps touches too, which are evidence.
 */
@ApplicationScoped
class EndMoot implements Witness {

  private final Disputes disputes;
  private final Touches touches;
  private final EventLog log;

  EndMoot(Disputes disputes, Touches touches, EventLog log) {
    this.disputes = disputes;
    this.touches = touches;
    this.log = log;
  }

  @Override
  public Uni<Void> saw(Mutiny.Session session, List<Envelope> events) {
    List<Envelope> touched =
        events.stream().filter(e -> e.event() instanceof LeadEvent.Touched).toList();
    List<String> erased =
        events.stream()
            .filter(e -> e.event() instanceof LeadEvent.Erased)
            .map(e -> e.event().key())
            .toList();
    return touches
        .keep(session, touched)
        .chain(
            () ->
                erased.isEmpty() ? Uni.createFrom().voidItem() : disputes.forget(session, erased));
  }

  @Override
  public Uni<Void> noted(Mutiny.Session session, List<Entry> entries, List<Fact> facts) {
    Map<String, Fact> gone = new LinkedHashMap<>();
    facts.stream()
        .filter(EndMoot::leavesNobody)
        .forEach(fact -> gone.put(fact.event().key(), fact));
    if (gone.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Instant now = gone.values().iterator().next().at();
    return disputes
        .moot(session, gone.keySet(), now)
        .chain(
            ended ->
                log.append(
                    session,
                    ended.stream()
                        .map(
                            dispute ->
                                Fact.of(
                                    EndDispute.told(dispute, "moot"),
                                    flow(gone, dispute.leadId()),
                                    now))
                        .toList()));
  }

  private static Flow flow(Map<String, Fact> gone, String leadId) {
    return Objects.requireNonNull(gone.get(leadId)).flow();
  }

  private static boolean leavesNobody(Fact fact) {
    return switch (fact.event()) {
      case OwnershipEvent.Released released -> released.from() != null;
      case OwnershipEvent.Closed closed -> !"won".equals(closed.result());
      default -> false;
    };
  }
}
