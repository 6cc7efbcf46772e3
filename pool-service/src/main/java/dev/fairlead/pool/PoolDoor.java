package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lets in who may see a pool: its members, its admins, managers and admins. */
@ApplicationScoped
class PoolDoor {

  private final Pools pools;
  private final Roster roster;

  PoolDoor(Pools pools, Roster roster) {
    this.pools = pools;
    this.roster = roster;
  }

  /** Lets a caller in, or ends his request: 404 without such a pool, 403 when it is not for him. */
  Uni<Admitted> admit(Mutiny.Session session, Caller caller, String poolId) {
    return pools
        .of(session, List.of(poolId))
        .map(found -> ClaimLeads.require(found.get(poolId), poolId))
        .chain(
            pool ->
                answersFor(caller, pool)
                    ? Uni.createFrom().item(new Admitted(pool, null))
                    : roster
                        .rep(session, caller.id())
                        .map(ClaimLeads::require)
                        .map(rep -> member(pool, rep)));
  }

  /** Whether the caller is one who answers for the pool, and not just a member. */
  static boolean answersFor(Caller caller, Pool pool) {
    return caller.isAdmin() || caller.is("manager") || pool.admins().contains(caller.id());
  }

  private static Admitted member(Pool pool, Rep rep) {
    if (!pool.members().include(rep)) {
      throw ProblemException.forbidden("pool.not-member", "you are not a member of this pool");
    }
    return new Admitted(pool, rep);
  }

  /**
   * Who was let in.
   *
   * @param member the rep, when it is as a member that he was
   */
  record Admitted(Pool pool, @Nullable Rep member) {}
}
