package dev.fairlead.pool;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.Histories;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps what pools show of a lead's past and count of their claims: returns with their reasons,
 * stays, work, and how claimed leads ended.
 */
@ApplicationScoped
public class KeepHistory {

  private final Histories histories;
  private final Claims claims;

  KeepHistory(Histories histories, Claims claims) {
    this.histories = histories;
    this.claims = claims;
  }

  /**
   * Notes a batch of the ledger's facts after it was applied.
   *
   * @param endings how they ended: what was stale is not noted
   * @param pooled leads that came into pools by it
   */
  public Uni<Void> note(
      Mutiny.Session session,
      List<Envelope> batch,
      List<Ending> endings,
      Collection<PooledLead> pooled) {
    Map<String, Claims.Ended> ends = new HashMap<>();
    List<Histories.Return> returns = new ArrayList<>();
    List<String> worked = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (endings.get(i) == Ending.APPLIED
          && batch.get(i).event() instanceof OwnershipEvent event) {
        note(batch.get(i), event, ends, returns, worked);
      }
    }
    return Sql.together(
        List.of(
            histories.pooled(session, pooled),
            histories.returned(session, returns),
            histories.worked(session, List.of(), worked),
            claims.end(session, ends)));
  }

  private static void note(
      Envelope envelope,
      OwnershipEvent event,
      Map<String, Claims.Ended> ends,
      List<Histories.Return> returns,
      List<String> worked) {
    if (event instanceof OwnershipEvent.Released e) {
      ends.put(e.leadId(), new Claims.Ended(e.cause(), envelope.time()));
      if (e.from() != null) {
        returns.add(
            new Histories.Return(
                e.leadId(), e.epoch(), e.from(), e.cause(), e.reason(), envelope.time()));
      }
    } else if (event instanceof OwnershipEvent.Closed e) {
      ends.put(e.leadId(), new Claims.Ended(e.result(), envelope.time()));
    } else if (event instanceof OwnershipEvent.Activity e) {
      worked.add(e.leadId());
    }
  }
}
