package dev.fairlead.ownership.dispute;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.RunCommand;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The commands by which disputes freeze leads and settle who owns them. */
@ApplicationScoped
class Frozen {

  private final RunCommand runCommand;

  Frozen(RunCommand runCommand) {
    this.runCommand = runCommand;
  }

  /** Runs one; 409 when the ledger refuses it, and nothing of the dispute is kept then. */
  Uni<Void> run(
      Mutiny.Session session, String leadId, LedgerCommand command, RunCommand.By by) {
    return runCommand
        .lock(session, leadId)
        .chain(custody -> runCommand.run(session, leadId, custody, command, by))
        .invoke(Frozen::mustBeApplied)
        .replaceWithVoid();
  }

  private static void mustBeApplied(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      throw refused.reason() == Outcome.Refusal.CAP
          ? ProblemException.conflict("cap", "the claimant holds as many leads as he may")
          : ProblemException.conflict("stale", "the lead is no longer in the state you saw");
    }
  }
}
