package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.ClaimResults;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what became of a claim, to who made it and to those who answer for the pool. */
@ApplicationScoped
public class ShowClaim {

  private final Transactions transactions;
  private final ClaimResults results;
  private final Pools pools;

  ShowClaim(Transactions transactions, ClaimResults results, Pools pools) {
    this.transactions = transactions;
    this.results = results;
    this.pools = pools;
  }

  /** The result so far. */
  public Uni<ClaimResults.Result> show(Caller caller, String poolId, UUID claim) {
    return transactions.run(
        session ->
            results
                .find(session, poolId, claim)
                .chain(
                    result ->
                        pools
                            .of(session, List.of(poolId))
                            .map(found -> visible(caller, found.get(poolId), result))));
  }

  private static ClaimResults.Result visible(
      Caller caller, @Nullable Pool pool, ClaimResults.@Nullable Result result) {
    boolean answers =
        pool == null ? caller.isAdmin() || caller.is("manager") : PoolDoor.answersFor(caller, pool);
    if (result == null || !(answers || result.repId().equals(caller.id()))) {
      throw ProblemException.notFound("claim.unknown", "such claim of yours");
    }
    return result;
  }
}
