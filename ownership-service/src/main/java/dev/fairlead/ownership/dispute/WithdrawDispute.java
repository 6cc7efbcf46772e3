package dev.fairlead.ownership.dispute;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.dispute.domain.Dispute;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The claimant lets go. */
@ApplicationScoped
public class WithdrawDispute {

  private static final String WITHDRAWN = "withdrawn";

  private final EndDispute endDispute;

  WithdrawDispute(EndDispute endDispute) {
    this.endDispute = endDispute;
  }

  /** Withdraws it; 403 {@code dispute.not-yours} for anybody but the claimant. */
  public Uni<Dispute> run(
      Mutiny.Session session, Caller caller, Flow flow, String id, @Nullable String reason) {
    return endDispute
        .lock(session, id)
        .chain(
            locked -> {
              Dispute dispute = locked.dispute();
              if (!dispute.claimant().equals(caller.id())) {
                throw ProblemException.forbidden(
                    "dispute.not-yours", "only who opened it can withdraw it");
              }
              EndDispute.Ending ending =
                  new EndDispute.Ending(
                      WITHDRAWN,
                      WITHDRAWN,
                      reason,
                      null,
                      new LedgerCommand.DecideDispute(
                          id, WITHDRAWN, null, null, null, reason == null ? WITHDRAWN : reason));
              return endDispute.run(session, dispute, ending, caller.id(), flow);
            });
  }
}
