package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.ClaimResults;
import dev.fairlead.pool.adapter.Draws;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A rep takes part in a draw no longer. Nothing was spent, so nothing is given back. */
@ApplicationScoped
public class WithdrawClaim {

  private final Transactions transactions;
  private final ClaimResults results;
  private final Draws draws;

  WithdrawClaim(Transactions transactions, ClaimResults results, Draws draws) {
    this.transactions = transactions;
    this.results = results;
    this.draws = draws;
  }

  /** Takes his entry back. */
  public Uni<Void> withdraw(Caller caller, String poolId, UUID claim) {
    return transactions.run(
        session ->
            results
                .find(session, poolId, claim)
                .chain(
                    result -> {
                      if (result == null || !result.repId().equals(caller.id())) {
                        throw ProblemException.notFound("claim.unknown", "such claim of yours");
                      }
                      return draws.withdraw(session, claim);
                    })
                .invoke(
                    withdrawn -> {
                      if (!withdrawn) {
                        throw ProblemException.conflict(
                            "claim.drawn", "this claim is in no draw that is still to be held");
                      }
                    })
                .replaceWithVoid());
  }
}
