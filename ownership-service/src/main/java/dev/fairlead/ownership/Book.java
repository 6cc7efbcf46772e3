package dev.fairlead.ownership;

import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.ownership.adapter.Entry;
import dev.fairlead.ownership.adapter.LedgerEvents;
import dev.fairlead.ownership.adapter.Roster.Member;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Ledger;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.LedgerFact;
import dev.fairlead.ownership.domain.Outcome;
import dev.fairlead.ownership.domain.OwnerCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ledger open at the leads of one transaction: commands go in, what must be written comes out.
 */
final class Book {

  private final Ledger ledger;
  private final Map<String, Custody> custodies;
  private final Map<String, Member> members;
  private final OwnerCalendar defaultCalendar;

  private final Map<String, Custody> changed = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  Book(
      Ledger ledger,
      Map<String, Custody> custodies,
      Map<String, Member> members,
      OwnerCalendar defaultCalendar) {
    this.ledger = ledger;
    this.custodies = new LinkedHashMap<>(custodies);
    this.members = members;
    this.defaultCalendar = defaultCalendar;
  }

  /**
   * Who does something, and in what course of events.
   *
   * @param operator user id or service
   * @param now the ledger's clock
   * @param batchId the batch it belongs to; null for none
   */
  record Act(String operator, Flow flow, Instant now, @Nullable String batchId) {
    Act(String operator, Flow flow, Instant now) {
      this(operator, flow, now, null);
    }
  }

  Custody custody(String leadId) {
    return custodies.getOrDefault(leadId, Custody.UNMET);
  }

  /** Lets the ledger decide and notes what follows. */
  Outcome apply(String leadId, LedgerCommand command, Act act) {
    Custody before = custody(leadId);
    Outcome outcome = ledger.decide(before, command, calendar(before, command), act.now());
    if (outcome instanceof Outcome.Applied applied && !applied.facts().isEmpty()) {
      note(leadId, before, applied, act);
    }
    return outcome;
  }

  /** Notes a fact that is no change of custody, such as a refusal. */
  void say(Fact fact) {
    facts.add(fact);
  }

  /** Notes where a pooled lead lies, which changes nothing about who holds it. */
  boolean place(String leadId, @Nullable Long epoch, String pool) {
    if (custody(leadId) instanceof Custody.Pooled p && (epoch == null || p.epoch() == epoch)) {
      put(leadId, new Custody.Pooled(p.epoch(), pool));
      return true;
    }
    return false;
  }

  private void note(String leadId, Custody before, Outcome.Applied applied, Act act) {
    Custody after = applied.custody();
    put(leadId, after);
    entries.add(entry(leadId, before, after, applied.facts(), act));
    applied.facts().stream()
        .map(fact -> LedgerEvents.event(leadId, fact, act.batchId()))
        .filter(Objects::nonNull)
        .forEach(event -> facts.add(Fact.of(event, act.flow(), act.now())));
  }

  private static Entry entry(
      String leadId, Custody before, Custody after, List<LedgerFact> facts, Act act) {
    Custody.Grant grant = after instanceof Custody.Owned o ? o.grant() : null;
    LedgerFact what = LedgerEvents.principal(facts);
    return new Entry(
        leadId,
        act.now(),
        after.epoch() != before.epoch(),
        LedgerEvents.cause(what),
        owner(before),
        owner(after),
        act.operator(),
        LedgerEvents.reason(what),
        grant == null ? null : grant.ruleId(),
        grant == null ? null : grant.policyVersion(),
        act.flow().correlationId(),
        act.flow().causationId(),
        act.batchId(),
        after);
  }

  private static @Nullable String owner(Custody custody) {
    return custody instanceof Custody.Owned o ? o.owner() : null;
  }

  private void put(String leadId, Custody custody) {
    custodies.put(leadId, custody);
    changed.put(leadId, custody);
  }

  private OwnerCalendar calendar(Custody custody, LedgerCommand command) {
    String rep =
        switch (command) {
          case LedgerCommand.Assign c -> c.repId();
          case LedgerCommand.Claim c -> c.repId();
          default -> owner(custody);
        };
    Member member = rep == null ? null : members.get(rep);
    return member == null ? defaultCalendar : Objects.requireNonNull(member).calendar();
  }

  Map<String, Custody> changed() {
    return changed;
  }

  List<Entry> entries() {
    return entries;
  }

  List<Fact> facts() {
    return facts;
  }
}
