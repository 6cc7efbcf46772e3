package dev.fairlead.ownership.dispute;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.adapter.Disputes.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** A party says something to the matter, while it is open. */
@ApplicationScoped
public class SayInDispute {

  private final Disputes disputes;
  private final LedgerClock clock;

  SayInDispute(Disputes disputes, LedgerClock clock) {
    this.disputes = disputes;
    this.clock = clock;
  }

  /**
   * Adds the statement.
   *
   * @throws ProblemException 403 {@code dispute.not-yours} for anybody but the parties, 409 {@code
   *     dispute.ended} when it is over
   */
  public Uni<Statement> run(
      Mutiny.Session session, Caller caller, String id, String words, List<String> evidence) {
    Statement statement = new Statement(caller.id(), words, evidence, clock.now());
    return disputes
        .lock(session, id)
        .invoke(
            dispute -> {
              if (!dispute.isParty(caller.id())) {
                throw ProblemException.forbidden("dispute.not-yours", "you are no party of it");
              }
              if (!dispute.isOpen()) {
                throw ProblemException.conflict(
                    "dispute.ended", "this dispute is " + dispute.state());
              }
            })
        .chain(() -> disputes.say(session, id, statement))
        .replaceWith(statement);
  }
}
