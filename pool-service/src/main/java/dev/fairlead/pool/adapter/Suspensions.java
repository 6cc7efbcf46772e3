package dev.fairlead.pool.adapter;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Penalties that bar reps from claiming. */
@ApplicationScoped
public class Suspensions {

  private static final String SAVE =
      """
      insert into suspension (penalty_id, rep_id, until, lifted)
      select id, rep, until, lifted
      from unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[]) as s(id, rep, until, lifted)
      order by id
      on conflict (penalty_id) do update
        set until = excluded.until, lifted = suspension.lifted or excluded.lifted
      """;

  /** Keeps penalties; of several states of one the last counts. */
  public Uni<Void> save(Mutiny.Session session, Collection<OwnershipEvent.Penalty> penalties) {
    if (penalties.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Collection<OwnershipEvent.Penalty> once =
        penalties.stream()
            .collect(
                Collectors.toMap(
                    OwnershipEvent.Penalty::penaltyId, Function.identity(), (a, b) -> b))
            .values();
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(once, OwnershipEvent.Penalty::penaltyId),
            Sql.texts(once, OwnershipEvent.Penalty::repId),
            Sql.times(once, OwnershipEvent.Penalty::until),
            once.stream().map(OwnershipEvent.Penalty::lifted).toArray(Boolean[]::new))
        .replaceWithVoid();
  }
}
