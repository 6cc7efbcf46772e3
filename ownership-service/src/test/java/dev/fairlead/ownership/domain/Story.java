package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** One lead as it is told step by step; what is applied becomes its custody. */
final class Story {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Ledger ledger = new Ledger(3);
  private final OwnerCalendar calendar;
  private final ProtectionTerms terms;
  private final List<LedgerFact> facts = new ArrayList<>();
  private Custody custody = Custody.UNMET;

  Story(OwnerCalendar calendar, ProtectionTerms terms) {
    this.calendar = calendar;
    this.terms = terms;
  }

  static Story of(String initial, String extend, String max) {
    return new Story(OwnerCalendar.of(SHANGHAI), calendarDays(initial, extend, max));
  }

  static ProtectionTerms calendarDays(String initial, String extend, String max) {
    return new ProtectionTerms(
        Span.parse(initial), Span.parse(extend), Span.parse(max), null, false);
  }

  static Instant at(String local) {
    return at(local, SHANGHAI);
  }

  static Instant at(String local, ZoneId zone) {
    return java.time.LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  Story assigned(String rep, Instant at) {
    return applies(
        new LedgerCommand.Assign(custody.epoch(), rep, "east", grant("assigned"), terms), at);
  }

  Story worked(Instant at) {
    return applies(new LedgerCommand.LogActivity(owned().owner(), "call", null, true, at), at);
  }

  Story transferred(String to, Instant at) {
    return applies(new LedgerCommand.Transfer(to, "east", "his region", null), at);
  }

  Story applies(LedgerCommand command, Instant at) {
    if (!(tries(command, at) instanceof Applied)) {
      throw new AssertionError(command + " was refused");
    }
    return this;
  }

  Outcome tries(LedgerCommand command, Instant at) {
    Outcome outcome = ledger.decide(custody, command, calendar, at);
    if (outcome instanceof Applied applied) {
      custody = applied.custody();
      facts.addAll(applied.facts());
    }
    return outcome;
  }

  Outcome.Refusal refusal(LedgerCommand command, Instant at) {
    Custody before = custody;
    if (!(tries(command, at) instanceof Refused refused)) {
      throw new AssertionError(command + " was applied");
    }
    if (!before.equals(custody)) {
      throw new AssertionError("a refusal changed something");
    }
    return refused.reason();
  }

  LedgerCommand.Lapse lapse(String reason) {
    return new LedgerCommand.Lapse(custody.epoch(), owned().protection().deadline(), reason);
  }

  /** A lapse by the clock of a pool's recycle rule. */
  LedgerCommand.Lapse ruleLapse(String reason, Instant basis, Instant due) {
    return new LedgerCommand.Lapse(custody.epoch(), due, reason, basis, null);
  }

  Custody custody() {
    return custody;
  }

  Owned owned() {
    return (Owned) custody;
  }

  Instant deadline() {
    return owned().protection().deadline();
  }

  ZonedDateTime localDeadline() {
    return deadline().atZone(calendar.zone());
  }

  <T extends LedgerFact> List<T> facts(Class<T> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static Custody.Grant grant(String cause) {
    return new Custody.Grant(cause, "d1", "east", 1);
  }
}
