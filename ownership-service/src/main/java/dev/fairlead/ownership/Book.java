package dev.fairlead.ownership;

import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.adapter.Entry;
import dev.fairlead.ownership.adapter.EntryDraft;
import dev.fairlead.ownership.adapter.LedgerEvents;
import dev.fairlead.ownership.adapter.Roster.Member;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Holdings;
import dev.fairlead.ownership.domain.Ledger;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.LedgerFact;
import dev.fairlead.ownership.domain.Outcome;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.OwnerCalendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger open at the leads of one transaction: commands go in, what must be written comes out.
 */
final class Book {

  private final Ledger ledger;
  private final Map<String, Standing> standings;
  private final Map<String, Member> members;
  private final OwnerCalendar defaultCalendar;
  private final Holdings holdings;

  private final Map<String, Standing> changed = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  Book(
      Ledger ledger,
      Map<String, Standing> standings,
      Map<String, Member> members,
      OwnerCalendar defaultCalendar,
      Holdings holdings) {
    this.ledger = ledger;
    this.standings = new LinkedHashMap<>(standings);
    this.members = members;
    this.defaultCalendar = defaultCalendar;
    this.holdings = holdings;
  }

  Set<String> leads() {
    return Set.copyOf(standings.keySet());
  }

  Custody custody(String leadId) {
    return standing(leadId).custody();
  }

  Holdings holdings() {
    return holdings;
  }

  /** Lets the ledger decide, within the caps, and notes what follows. */
  Outcome apply(String leadId, LedgerCommand command, Act act) {
    return apply(leadId, command, act, true);
  }

  /** The same, whatever the receiver holds already. */
  Outcome applyOverCap(String leadId, LedgerCommand command, Act act) {
    return apply(leadId, command, act, false);
  }

  private Outcome apply(String leadId, LedgerCommand command, Act act, boolean capped) {
    Custody before = custody(leadId);
    Outcome outcome = ledger.decide(before, command, calendar(before, command), act.now());
    if (!(outcome instanceof Outcome.Applied applied) || applied.facts().isEmpty()) {
      return outcome;
    }
    Refusal full = capped ? holdings.against(before, applied.custody()) : null;
    if (full != null) {
      return new Outcome.Refused(full);
    }
    note(leadId, before, applied, act);
    return outcome;
  }

  /** Notes a fact that is no change of custody, such as a refusal. */
  void say(Fact fact) {
    facts.add(fact);
  }

  /** Notes where a pooled lead lies, which changes nothing about who holds it. */
  boolean place(String leadId, @Nullable Long epoch, String pool, Act act) {
    Custody before = custody(leadId);
    if (!(before instanceof Custody.Pooled p) || (epoch != null && p.epoch() != epoch)) {
      return false;
    }
    if (!pool.equals(p.pool())) {
      LedgerFact placed = new LedgerFact.Placed(pool, epoch == null);
      Custody after = new Custody.Pooled(p.epoch(), pool);
      note(leadId, before, new Outcome.Applied(after, List.of(placed)), act);
    }
    return true;
  }

  private void note(String leadId, Custody before, Outcome.Applied applied, Act act) {
    Custody after = applied.custody();
    holdings.moved(before, after);
    Entry entry =
        new EntryDraft(
                leadId,
                before,
                after,
                applied.facts(),
                act.operator(),
                act.flow(),
                act.now(),
                act.batchId(),
                act.activityHash())
            .after(standing(leadId).chain());
    entries.add(entry);
    put(leadId, new Standing(after, entry.end()));
    applied.facts().stream()
        .map(fact -> LedgerEvents.event(leadId, fact, act.batchId()))
        .filter(Objects::nonNull)
        .forEach(event -> facts.add(Fact.of(event, act.flow(), act.now())));
  }

  private Standing standing(String leadId) {
    Standing standing = standings.get(leadId);
    return standing == null ? Standing.unmet(leadId) : standing;
  }

  private void put(String leadId, Standing standing) {
    standings.put(leadId, standing);
    changed.put(leadId, standing);
  }

  private OwnerCalendar calendar(Custody custody, LedgerCommand command) {
    String rep =
        switch (command) {
          case LedgerCommand.Assign c -> c.repId();
          case LedgerCommand.Claim c -> c.repId();
          default -> custody instanceof Custody.Owned o ? o.owner() : null;
        };
    Member member = rep == null ? null : members.get(rep);
    return member == null ? defaultCalendar : member.calendar();
  }

  Map<String, Standing> changed() {
    return changed;
  }

  List<Entry> entries() {
    return entries;
  }

  List<Fact> facts() {
    return facts;
  }
}
