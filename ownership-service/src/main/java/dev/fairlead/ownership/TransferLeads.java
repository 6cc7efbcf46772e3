package dev.fairlead.ownership;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Authority;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Transfers many leads to one rep in one batch, item by item: what cannot be transferred says why
 * and keeps nothing else from being so.
 */
@ApplicationScoped
public class TransferLeads {

  private final Custodies custodies;
  private final Receivers receivers;
  private final CommandLead commandLead;
  private final Shelf shelf;
  private final LedgerClock clock;

  TransferLeads(
      Custodies custodies,
      Receivers receivers,
      CommandLead commandLead,
      Shelf shelf,
      LedgerClock clock) {
    this.custodies = custodies;
    this.receivers = receivers;
    this.commandLead = commandLead;
    this.shelf = shelf;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param leadIds the leads, in the order of the answers; null for all of {@code from}
   * @param from whose leads; null to name them
   */
  public record Many(
      @Nullable List<String> leadIds,
      @Nullable String from,
      String to,
      String reason,
      @Nullable Instant keepAsHelperUntil) {}

  /** What became of it. */
  public record Batch(String batchId, int transferred, List<Item> items) {}

  /** What became of one lead. */
  public record Item(String leadId, int status, @Nullable Long epoch, @Nullable Problem problem) {}

  /** Runs it in the transaction of the session. */
  public Uni<Commands.Answer> run(Mutiny.Session session, Caller caller, Flow flow, Many many) {
    Act act = new Act(caller.id(), flow, clock.now()).inBatch(Ids.nextText());
    return receivers
        .find(session, many.to())
        .chain(
            member ->
                commandLead
                    .authority(session, caller)
                    .chain(
                        authority ->
                            leads(session, many)
                                .chain(found -> all(session, many, found, member, authority, act))))
        .map(batch -> new Commands.Answer(200, batch));
  }

  private Uni<Map<String, Standing>> leads(Mutiny.Session session, Many many) {
    return many.from() == null
        ? custodies.lockKnown(session, many.leadIds() == null ? List.of() : many.leadIds())
        : custodies.lockAllOf(session, many.from());
  }

  private Uni<Batch> all(
      Mutiny.Session session,
      Many many,
      Map<String, Standing> found,
      Roster.@Nullable Member member,
      Authority authority,
      Act act) {
    LedgerCommand.Transfer transfer =
        new LedgerCommand.Transfer(
            many.to(),
            member == null ? null : member.team(),
            many.reason(),
            many.keepAsHelperUntil());
    return shelf
        .book(session, found, Set.of(many.to()))
        .chain(
            book -> {
              List<Item> items =
                  asked(many, found).stream()
                      .map(lead -> one(book, lead, found.get(lead), transfer, authority, act))
                      .toList();
              int done = (int) items.stream().filter(item -> item.problem() == null).count();
              return shelf
                  .close(session, book)
                  .replaceWith(new Batch(String.valueOf(act.batchId()), done, items));
            });
  }

  private static List<String> asked(Many many, Map<String, Standing> found) {
    return many.from() == null
        ? (many.leadIds() == null ? List.of() : many.leadIds().stream().distinct().toList())
        : found.entrySet().stream()
            .filter(e -> e.getValue().custody() instanceof Owned o && o.owner().equals(many.from()))
            .map(Map.Entry::getKey)
            .toList();
  }

  private static Item one(
      Book book,
      String lead,
      @Nullable Standing standing,
      LedgerCommand.Transfer transfer,
      Authority authority,
      Act act) {
    if (standing == null) {
      return refused(lead, CommandLead.unknown(lead));
    }
    if (!authority.may(transfer, standing.custody(), act.now())) {
      return refused(lead, ProblemException.forbidden("lead.not-yours", "this lead is not yours"));
    }
    return switch (book.apply(lead, transfer, act)) {
      case Outcome.Applied applied -> new Item(lead, 200, applied.custody().epoch(), null);
      case Outcome.Refused no -> refused(lead, Refusals.problem(no.reason()));
    };
  }

  private static Item refused(String lead, ProblemException why) {
    return new Item(lead, why.problem().status(), null, why.problem());
  }
}
