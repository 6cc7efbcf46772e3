package dev.fairlead.ownership;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Heirs;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.LedgerCommand.Transfer;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Hands over everything a rep has who leaves, in one transaction and one batch: all of it or
 * nothing, and the history of each lead names the batch. Run again it finds nothing left to do.
 */
@ApplicationScoped
public class DepartRep {

  private final Custodies custodies;
  private final Heirs heirs;
  private final Shelf shelf;
  private final LedgerClock clock;

  DepartRep(Custodies custodies, Heirs heirs, Shelf shelf, LedgerClock clock) {
    this.custodies = custodies;
    this.heirs = heirs;
    this.shelf = shelf;
    this.clock = clock;
  }

  /** To whom the leads go. */
  public enum To {
    /** His manager, else the first manager of the lead's team; whatever he holds already. */
    MANAGER,
    /** The active members of the lead's team, evenly and within the cap; the rest to a pool. */
    TEAM,
    /** A pool. */
    POOL
  }

  /**
   * What is asked for.
   *
   * @param pool for leads that go to a pool; null for the first that wants them
   */
  public record Farewell(String repId, To to, @Nullable String pool, String reason) {}

  /**
   * What was done.
   *
   * @param leads how many he owned
   * @param transferred how many went to others
   * @param pooled how many went to a pool
   * @param helped on how many he no longer helps
   */
  public record Batch(
      String batchId, String repId, int leads, int transferred, int pooled, int helped) {}

  /** Runs it in the transaction of the session. */
  public Uni<Commands.Answer> run(
      Mutiny.Session session, Caller caller, Flow flow, Farewell farewell) {
    Act act = new Act(caller.id(), flow, clock.now()).inBatch(Ids.nextText());
    return custodies
        .lockAllOf(session, farewell.repId())
        .chain(
            found ->
                heirs
                    .of(session, farewell.repId(), teams(found, farewell), farewell.to() == To.TEAM)
                    .chain(known -> handOver(session, farewell, found, known, act)))
        .map(batch -> new Commands.Answer(200, batch));
  }

  private Uni<Batch> handOver(
      Mutiny.Session session,
      Farewell farewell,
      Map<String, Standing> found,
      Heirs.Known known,
      Act act) {
    Set<String> receivers = farewell.to() == To.POOL ? Set.of() : known.all();
    return shelf
        .counted(session, found, receivers)
        .chain(
            book -> {
              Count count = new Count(farewell, known, act);
              found.forEach((lead, standing) -> count.one(book, lead, standing));
              return shelf.close(session, book).replaceWith(count::batch);
            });
  }

  private static Set<String> teams(Map<String, Standing> found, Farewell farewell) {
    Set<String> teams = new TreeSet<>();
    found
        .values()
        .forEach(
            standing -> {
              if (standing.custody() instanceof Owned o
                  && o.owner().equals(farewell.repId())
                  && o.team() != null) {
                teams.add(o.team());
              }
            });
    return teams;
  }

  /** Hands over lead by lead and counts. */
  private static final class Count {
    private final Farewell farewell;
    private final Heirs.Known known;
    private final Act act;
    private int transferred;
    private int pooled;
    private int helped;

    Count(Farewell farewell, Heirs.Known known, Act act) {
      this.farewell = farewell;
      this.known = known;
      this.act = act;
    }

    Batch batch() {
      return new Batch(
          String.valueOf(act.batchId()),
          farewell.repId(),
          transferred + pooled,
          transferred,
          pooled,
          helped);
    }

    void one(Book book, String lead, Standing standing) {
      if (standing.custody() instanceof Owned o && o.owner().equals(farewell.repId())) {
        owned(book, lead, o);
      } else {
        done(book.apply(lead, new LedgerCommand.RemoveHelper(farewell.repId(), "departed"), act));
        helped++;
      }
    }

    private void owned(Book book, String lead, Owned o) {
      Optional<Transfer> transfer =
          switch (farewell.to()) {
            case POOL -> Optional.empty();
            case MANAGER -> Optional.of(transfer(manager(o)));
            case TEAM -> book.holdings().fewest(known.mates(o.team())).map(mate -> transfer(mate));
          };
      if (transfer.isPresent()) {
        done(book.applyOverCap(lead, transfer.get(), act));
        transferred++;
      } else {
        done(
            book.apply(
                lead,
                new LedgerCommand.Release(farewell.reason(), farewell.pool(), Transfer.ADMIN),
                act));
        pooled++;
      }
    }

    private String manager(Owned o) {
      return known
          .manager(o.team())
          .orElseThrow(
              () ->
                  ProblemException.conflict(
                      "departure.no-manager",
                      "neither the rep nor the team of his leads has a manager who could take"
                          + " them"));
    }

    private Transfer transfer(String to) {
      return new Transfer(to, known.team(to), farewell.reason(), null, Transfer.ADMIN);
    }

    private static void done(Outcome outcome) {
      if (outcome instanceof Outcome.Refused refused) {
        throw Refusals.problem(refused.reason());
      }
    }
  }
}
