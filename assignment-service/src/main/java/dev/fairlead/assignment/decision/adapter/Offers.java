package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which reps a lead was offered to, so that nobody is offered the same lead twice. */
@ApplicationScoped
public class Offers {

  private static final String ADD =
      """
      insert into offer (lead_id, rep_id, epoch)
      select l, r, e from unnest($1::text[], $2::text[], $3::bigint[]) as o(l, r, e) order by l, r
      on conflict (lead_id, rep_id) do update set epoch = excluded.epoch, ended = null
      """;

  /** An offer. */
  public record Offer(String leadId, String repId, long epoch) {}

  /**
   * The reps each of those leads was offered to.
   *
   * @param forgiven leads for which refusals for want of room no longer count
   */
  public Uni<Map<String, Set<String>>> of(
      Mutiny.Session session, Collection<String> leads, Collection<String> forgiven) {
    return Sql.on(session)
        .run(
            "select lead_id, rep_id from offer where lead_id = any($1)"
                + " and not (ended = 'cap' and lead_id = any($2) and ended is not null)",
            leads.toArray(String[]::new),
            forgiven.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, Set<String>> reps = new HashMap<>();
              rows.forEach(
                  row ->
                      reps.computeIfAbsent(row.getString(0), lead -> new HashSet<>())
                          .add(row.getString(1)));
              return reps;
            });
  }

  /** Remembers offers. */
  public Uni<Void> add(Mutiny.Session session, List<Offer> offers) {
    if (offers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            ADD,
            Sql.texts(offers, Offer::leadId),
            Sql.texts(offers, Offer::repId),
            Sql.longs(offers, Offer::epoch))
        .replaceWithVoid();
  }

  /** Notes that the ledger refused these offers for want of room. */
  public Uni<Void> capped(Mutiny.Session session, List<Offer> offers) {
    if (offers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            "update offer o set ended = 'cap' from unnest($1::text[], $2::text[]) as c(l, r)"
                + " where o.lead_id = c.l and o.rep_id = c.r",
            Sql.texts(offers, Offer::leadId),
            Sql.texts(offers, Offer::repId))
        .replaceWithVoid();
  }

  /** Forgets all offers of leads that begin a new stage. */
  public Uni<Void> forget(Mutiny.Session session, Collection<String> leads) {
    if (leads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update("delete from offer where lead_id = any($1)", (Object) leads.toArray(String[]::new))
        .replaceWithVoid();
  }
}
