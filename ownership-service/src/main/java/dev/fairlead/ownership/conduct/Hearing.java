package dev.fairlead.ownership.conduct;

import dev.fairlead.ownership.adapter.Roster.Member;
import dev.fairlead.ownership.conduct.adapter.ConductFacts.Case;
import dev.fairlead.ownership.conduct.adapter.ConductFacts.Judged;
import dev.fairlead.ownership.conduct.adapter.ConductFacts.Marked;
import dev.fairlead.ownership.conduct.domain.Detectors;
import dev.fairlead.ownership.conduct.domain.Finding;
import dev.fairlead.ownership.conduct.domain.Repetition;
import dev.fairlead.ownership.conduct.domain.Rule;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import dev.fairlead.ownership.conduct.domain.Seen;
import dev.fairlead.ownership.domain.OwnerCalendar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One batch of facts before the detectors, with all that is known about them. */
final class Hearing {

  private final RuleBook book;
  private final List<Case> cases;
  private final Map<String, List<Seen>> history;
  private final Map<String, List<Detectors.Protected>> samePerson;
  private final List<Marked> suspects;
  private final Map<String, Member> members;
  private final OwnerCalendar defaultCalendar;

  private final List<Finding> findings = new ArrayList<>();
  private final List<Judged> judged = new ArrayList<>();

  Hearing(
      RuleBook book,
      List<Case> cases,
      Map<String, List<Seen>> history,
      Map<String, List<Detectors.Protected>> samePerson,
      List<Marked> suspects,
      Map<String, Member> members,
      OwnerCalendar defaultCalendar) {
    this.book = book;
    this.cases = cases;
    this.history = history;
    this.samePerson = samePerson;
    this.suspects = new ArrayList<>(suspects);
    this.members = members;
    this.defaultCalendar = defaultCalendar;
  }

  RuleBook book() {
    return book;
  }

  List<Finding> findings() {
    return findings;
  }

  List<Judged> judged() {
    return judged;
  }

  /** Shows every fact to the detectors it concerns. */
  void run() {
    for (Case one : cases) {
      Optional<String> suspect = one.test() ? Optional.empty() : judge(one);
      judged.add(new Judged(one.fact().eventId(), suspect.orElse(null)));
    }
  }

  /** Answers the rule under which the fact is suspect, if it is. */
  private Optional<String> judge(Case one) {
    Seen fact = one.fact();
    List<Seen> before = before(fact);
    OwnerCalendar calendar = calendar(fact.repId());
    return switch (fact.kind()) {
      case ACTIVITY -> {
        book.enabled(Rule.ProtectedContact.class)
            .ifPresent(
                rule ->
                    findings.addAll(
                        Detectors.protectedContact(
                            rule,
                            fact,
                            fact.qualifying()
                                ? samePerson.getOrDefault(fact.eventId(), List.of())
                                : List.of())));
        yield book.enabled(Rule.EmptyFollowUp.class)
            .filter(
                rule ->
                    Detectors.isEmptyFollowUp(rule, fact, one.hollow(), one.deadline(), calendar))
            .map(rule -> suspect(fact, rule.name(), rule.times(), rule.window(), calendar));
      }
      case TRANSFERRED -> {
        book.enabled(Rule.Swap.class)
            .ifPresent(rule -> findings.addAll(Detectors.swap(rule, fact, before, calendar)));
        reclaim(fact, before, calendar);
        yield Optional.empty();
      }
      case HELPER_ADDED -> {
        reclaim(fact, before, calendar);
        yield Optional.empty();
      }
      case RETURNED ->
          book.enabled(Rule.ClaimAndRelease.class)
              .filter(rule -> Detectors.isIdleClaim(rule, fact, before, calendar))
              .map(rule -> suspect(fact, rule.name(), rule.times(), rule.window(), calendar));
      case CLAIMED -> Optional.empty();
    };
  }

  private void reclaim(Seen fact, List<Seen> before, OwnerCalendar calendar) {
    book.enabled(Rule.MateReclaim.class)
        .ifPresent(
            rule ->
                findings.addAll(
                    Detectors.mateReclaim(rule, fact, before, this::areMates, calendar)));
  }

  private String suspect(
      Seen fact,
      String rule,
      int times,
      dev.fairlead.ownership.domain.Span window,
      OwnerCalendar calendar) {
    Repetition.Suspect last = new Repetition.Suspect(fact.eventId(), fact.leadId(), fact.at());
    List<Repetition.Suspect> earlier =
        suspects.stream()
            .filter(one -> one.repId().equals(fact.repId()) && one.rule().equals(rule))
            .map(Marked::suspect)
            .toList();
    suspects.add(new Marked(fact.repId(), rule, last));
    new Repetition(rule, times, window)
        .completedBy(fact.repId(), last, earlier, calendar)
        .ifPresent(
            found -> {
              findings.add(found);
              Set<String> spent = Set.copyOf(found.evidence());
              suspects.removeIf(
                  one -> one.rule().equals(rule) && spent.contains(one.suspect().eventId()));
            });
    return rule;
  }

  private List<Seen> before(Seen fact) {
    return history.getOrDefault(fact.leadId(), List.of()).stream()
        .filter(seen -> !seen.eventId().equals(fact.eventId()) && !seen.at().isAfter(fact.at()))
        .toList();
  }

  private OwnerCalendar calendar(String rep) {
    Member member = members.get(rep);
    return member == null ? defaultCalendar : member.calendar();
  }

  private boolean areMates(String one, String other) {
    Member a = members.get(one);
    Member b = members.get(other);
    return a != null && b != null && !Collections.disjoint(a.teams(), b.teams());
  }
}
