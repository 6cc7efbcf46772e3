package dev.fairlead.ownership;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends a lead in favour of another that goes on: what its person sends later belongs to the
 * survivor. Both are locked, so that two leads are never merged into each other.
 */
@ApplicationScoped
public class MergeLead {

  private final Custodies custodies;
  private final CommandLead commandLead;

  MergeLead(Custodies custodies, CommandLead commandLead) {
    this.custodies = custodies;
    this.commandLead = commandLead;
  }

  /** Runs it in the transaction of the session. */
  public Uni<Commands.Answer> run(Mutiny.Session session, Order order, LedgerCommand.Merge merge) {
    if (merge.into().equals(order.leadId())) {
      throw ProblemException.invalid(
          "merge.same-lead", "/into", "a lead is not merged into itself");
    }
    return custodies
        .lockKnown(session, List.of(order.leadId(), merge.into()))
        .invoke(found -> requireSurvivor(found, merge.into()))
        .chain(() -> commandLead.run(session, order));
  }

  private static void requireSurvivor(Map<String, Standing> found, String into) {
    Standing survivor = found.get(into);
    if (survivor == null) {
      throw ProblemException.invalid("merge.unknown", "/into", "there is no lead " + into);
    }
    if (survivor.custody() instanceof Custody.Closed) {
      throw ProblemException.conflict("merge.closed", "the lead that should go on is closed");
    }
  }
}
