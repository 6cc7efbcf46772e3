package dev.fairlead.ownership.conduct;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Witness;
import dev.fairlead.ownership.adapter.Entry;
import dev.fairlead.ownership.conduct.adapter.ConductFacts;
import dev.fairlead.ownership.conduct.domain.Seen;
import dev.fairlead.ownership.conduct.domain.Seen.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes down what detectors will look at. Judging comes later, where it holds nobody up. */
@ApplicationScoped
class NoteConduct implements Witness {

  private final ConductFacts facts;
  private final LedgerClock clock;

  NoteConduct(ConductFacts facts, LedgerClock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public Uni<Void> noted(Mutiny.Session session, List<Entry> entries, List<Fact> written) {
    List<Seen> seen =
        written.stream()
            .map(fact -> seen(fact, entries))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    return facts.note(session, seen, clock.now());
  }

  private static @Nullable Seen seen(Fact fact, List<Entry> entries) {
    String id = fact.id().toString();
    return switch (fact.event()) {
      case OwnershipEvent.Activity e ->
          new Seen(
              id,
              e.leadId(),
              e.epoch(),
              Kind.ACTIVITY,
              e.repId(),
              null,
              null,
              e.at(),
              e.qualifying());
      case OwnershipEvent.Granted e when "claimed".equals(e.cause()) ->
          moved(fact, entries, e.leadId(), e.epoch(), Kind.CLAIMED, e.owner(), null);
      case OwnershipEvent.Transferred e ->
          moved(fact, entries, e.leadId(), e.epoch(), Kind.TRANSFERRED, e.from(), e.to());
      case OwnershipEvent.Released e when "returned".equals(e.cause()) && e.from() != null ->
          moved(fact, entries, e.leadId(), e.epoch(), Kind.RETURNED, e.from(), null);
      case OwnershipEvent.HelperAdded e -> {
        Entry entry = entry(entries, e.leadId(), fact.at());
        yield entry == null
            ? null
            : moved(fact, entries, e.leadId(), entry.epoch(), Kind.HELPER_ADDED, e.repId(), null);
      }
      default -> null;
    };
  }

  private static Seen moved(
      Fact fact,
      List<Entry> entries,
      String lead,
      long epoch,
      Kind kind,
      String rep,
      @Nullable String other) {
    Entry entry = entry(entries, lead, fact.at());
    return new Seen(
        fact.id().toString(),
        lead,
        epoch,
        kind,
        rep,
        other,
        entry == null ? null : entry.operator(),
        fact.at(),
        false);
  }

  /** The entry that was written for a fact: that of its lead and its moment. */
  private static @Nullable Entry entry(List<Entry> entries, String lead, Instant at) {
    return entries.stream()
        .filter(entry -> entry.leadId().equals(lead) && entry.at().equals(at))
        .findFirst()
        .orElse(null);
  }
}
