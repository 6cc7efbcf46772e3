package dev.fairlead.ownership;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs one command of the ledger inside a transaction that has more to write, such as that of a
 * dispute. Entry, custody and the ledger's facts are written with it; authority is the caller's
 * matter.
 */
@ApplicationScoped
public class RunCommand {

  private final Shelf shelf;
  private final Custodies custodies;

  RunCommand(Shelf shelf, Custodies custodies) {
    this.shelf = shelf;
    this.custodies = custodies;
  }

  /**
   * Who does something, and in what course of events.
   *
   * @param operator user id or service
   * @param now the ledger's clock
   */
  public record By(String operator, Flow flow, Instant now) {}

  /**
   * Locks a lead until the transaction ends.
   *
   * @return fails with 404 {@code lead.unknown} when the ledger has not met it
   */
  public Uni<Custody> lock(Mutiny.Session session, String leadId) {
    return standing(session, leadId).map(Standing::custody);
  }

  /**
   * Runs the command on a lead, locked by now or before.
   *
   * @return the outcome; when it is refused nothing was written
   */
  public Uni<Outcome> run(Mutiny.Session session, String leadId, LedgerCommand command, By by) {
    return standing(session, leadId)
        .chain(standing -> shelf.book(session, Map.of(leadId, standing), receivers(command)))
        .chain(
            book -> {
              Outcome outcome =
                  book.apply(leadId, command, new Act(by.operator(), by.flow(), by.now()));
              return shelf.close(session, book).replaceWith(outcome);
            });
  }

  private Uni<Standing> standing(Mutiny.Session session, String leadId) {
    return custodies
        .lock(session, leadId)
        .map(found -> found.orElseThrow(() -> CommandLead.unknown(leadId)));
  }

  private static Set<String> receivers(LedgerCommand command) {
    return command instanceof LedgerCommand.DecideDispute d && d.to() != null
        ? Set.of(d.to())
        : Set.of();
  }
}
