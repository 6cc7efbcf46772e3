package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may end an owner's time, computed once from what the ledger said, the rules
 * frozen for it, and the owner's calendar. Of those due at the same instant the first counts: a
 * rule somebody wrote before the plain end of the protection.
 */
final class DuePlan {

  private final Protection protection;
  private final ClockRules rules;
  private final RepCalendar calendar;

  private DuePlan(Protection protection, ClockRules rules, RepCalendar calendar) {
    this.protection = protection;
    this.rules = rules;
    this.calendar = calendar;
  }

  /**
   * Makes the plan.
   *
   * @param opportunity since when a deal is in sight; null for none
   */
  static List<Due> of(
      Protection protection,
      @Nullable Instant opportunity,
      ClockRules rules,
      RepCalendar calendar) {
    DuePlan plan = new DuePlan(protection, rules, calendar);
    if (protection.contractUntil() != null) {
      return plan.counted(LapseReason.NO_RENEWAL, protection.contractUntil()).stream().toList();
    }
    List<Due> all = new ArrayList<>();
    plan.offer().ifPresent(all::add);
    boolean ruled = rules.rule(LapseReason.NO_FOLLOW_UP).isPresent();
    if (ruled) {
      all.add(plan.followUp());
    }
    plan.guarded(LapseReason.NO_OPPORTUNITY, protection.acquiredAt()).ifPresent(all::add);
    if (opportunity != null) {
      plan.counted(LapseReason.NO_DEAL, opportunity).ifPresent(all::add);
    }
    if (!ruled) {
      all.add(plan.followUp());
    }
    return List.copyOf(all);
  }

  /** The accept window of the terms, else that of a rule. */
  private Optional<Due> offer() {
    Instant acceptBy = protection.acceptBy();
    if (acceptBy != null) {
      Destination to = rules.to(LapseReason.NOT_ACCEPTED);
      return Optional.of(Due.ofLedger(LapseReason.NOT_ACCEPTED, acceptBy, acceptBy, to));
    }
    return protection.accepted()
        ? Optional.empty()
        : counted(LapseReason.NOT_ACCEPTED, protection.acquiredAt());
  }

  /**
   * The end of the protection. A rule may let the owner go on after it, but not beyond the hard
   * end.
   */
  private Due followUp() {
    Instant deadline = protection.deadline();
    Due ruled =
        guarded(LapseReason.NO_FOLLOW_UP, protection.followedUpAt())
            .orElseGet(() -> Due.ofLedger(LapseReason.NO_FOLLOW_UP, deadline, deadline, null));
    Instant last = Instants.later(deadline, protection.hardEnd());
    return ruled.at().isAfter(last)
        ? Due.ofLedger(LapseReason.NO_FOLLOW_UP, last, deadline, ruled.to())
        : ruled;
  }

  /** The clock of a rule that never rings within the protection. */
  private Optional<Due> guarded(LapseReason reason, Instant basis) {
    Instant deadline = protection.deadline();
    return counted(reason, basis)
        .map(
            due ->
                due.at().isAfter(deadline)
                    ? due
                    : Due.ofLedger(reason, deadline, deadline, due.to()));
  }

  private Optional<Due> counted(LapseReason reason, Instant basis) {
    return rules
        .rule(reason)
        .map(
            rule -> {
              Instant due = rules.after(rule, basis, calendar);
              return new Due(reason, due, due, basis, rule.to());
            });
  }
}
