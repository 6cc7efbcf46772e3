package dev.fairlead.ownership.conduct;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.adapter.Roster.Member;
import dev.fairlead.ownership.conduct.adapter.ConductFacts;
import dev.fairlead.ownership.conduct.adapter.ConductFacts.Case;
import dev.fairlead.ownership.conduct.adapter.RuleBooks;
import dev.fairlead.ownership.conduct.adapter.Violations;
import dev.fairlead.ownership.conduct.domain.Detectors;
import dev.fairlead.ownership.conduct.domain.Finding;
import dev.fairlead.ownership.conduct.domain.Rule;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import dev.fairlead.ownership.conduct.domain.Seen;
import dev.fairlead.ownership.conduct.domain.Seen.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Judges facts that were taken: a constant number of statements however many there are. */
@ApplicationScoped
class Bench {

  private final ConductFacts facts;
  private final RuleBooks books;
  private final Violations violations;
  private final Roster roster;
  private final Sentence sentence;
  private final LedgerClock clock;
  private final MeterRegistry registry;
  private final String metric;

  Bench(
      ConductFacts facts,
      RuleBooks books,
      Violations violations,
      Roster roster,
      Sentence sentence,
      LedgerClock clock,
      MeterRegistry registry,
      ServiceName service) {
    this.facts = facts;
    this.books = books;
    this.violations = violations;
    this.roster = roster;
    this.sentence = sentence;
    this.clock = clock;
    this.registry = registry;
    this.metric = service.metric("violations");
  }

  /** Judges them and passes sentence on what is found. */
  Uni<Void> judge(Mutiny.Session session, List<String> eventIds) {
    Instant now = clock.now();
    return facts
        .cases(session, eventIds)
        .chain(cases -> hearing(session, cases))
        .chain(
            hearing -> {
              hearing.run();
              return violations
                  .add(session, hearing.findings(), hearing.book().version(), now)
                  .chain(
                      added ->
                          sentence.pass(
                              session, hearing.book(), fresh(hearing.findings(), added), now))
                  .chain(() -> facts.judged(session, hearing.judged(), now));
            });
  }

  private List<Finding> fresh(List<Finding> findings, Set<String> added) {
    List<Finding> fresh =
        findings.stream().filter(finding -> added.contains(finding.id())).toList();
    fresh.forEach(finding -> registry.counter(metric, "rule", finding.rule()).increment());
    return fresh;
  }

  private Uni<Hearing> hearing(Mutiny.Session session, List<Case> cases) {
    List<Case> real = cases.stream().filter(one -> !one.test()).toList();
    Set<String> leads = real.stream().map(one -> one.fact().leadId()).collect(Collectors.toSet());
    return books
        .current(session)
        .chain(
            book ->
                facts
                    .history(session, leads)
                    .chain(
                        history ->
                            members(session, history)
                                .chain(
                                    members -> evidence(session, cases, book, history, members))));
  }

  private Uni<Hearing> evidence(
      Mutiny.Session session,
      List<Case> cases,
      RuleBook book,
      Map<String, List<Seen>> history,
      Map<String, Member> members) {
    List<Seen> work =
        cases.stream()
            .filter(one -> !one.test())
            .map(Case::fact)
            .filter(fact -> fact.kind() == Kind.ACTIVITY && fact.qualifying())
            .toList();
    Set<String> reps = cases.stream().map(one -> one.fact().repId()).collect(Collectors.toSet());
    Uni<Map<String, List<Detectors.Protected>>> same =
        book.enabled(Rule.ProtectedContact.class)
            .map(rule -> facts.samePerson(session, work, rule.kinds()))
            .orElseGet(() -> Uni.createFrom().item(Map.of()));
    return same.chain(
        found ->
            facts
                .suspects(session, reps)
                .map(
                    suspects ->
                        new Hearing(
                            book,
                            cases,
                            history,
                            found,
                            suspects,
                            members,
                            roster.defaultCalendar())));
  }

  private Uni<Map<String, Member>> members(
      Mutiny.Session session, Map<String, List<Seen>> history) {
    Set<String> reps =
        history.values().stream()
            .flatMap(List::stream)
            .flatMap(seen -> Stream.of(seen.repId(), seen.other() == null ? "" : seen.other()))
            .filter(rep -> !rep.isEmpty())
            .collect(Collectors.toSet());
    return roster.members(session, reps);
  }
}
