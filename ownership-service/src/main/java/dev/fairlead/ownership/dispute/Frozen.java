package dev.fairlead.ownership.dispute;

import dev.fairlead.ownership.Refusals;
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
  Uni<Void> run(Mutiny.Session session, String leadId, LedgerCommand command, RunCommand.By by) {
    return runCommand
        .run(session, leadId, command, by)
        .invoke(Frozen::mustBeApplied)
        .replaceWithVoid();
  }

  private static void mustBeApplied(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      throw Refusals.problem(refused.reason());
    }
  }
}
