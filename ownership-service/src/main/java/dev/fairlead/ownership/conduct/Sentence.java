package dev.fairlead.ownership.conduct;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.adapter.Roster.Member;
import dev.fairlead.ownership.conduct.adapter.Penalties;
import dev.fairlead.ownership.conduct.adapter.Violations;
import dev.fairlead.ownership.conduct.adapter.Violations.Past;
import dev.fairlead.ownership.conduct.domain.Finding;
import dev.fairlead.ownership.conduct.domain.Ladder;
import dev.fairlead.ownership.conduct.domain.Penalty;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import dev.fairlead.ownership.domain.OwnerCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells of violations and answers them with what the rules say. */
@ApplicationScoped
class Sentence {

  private static final String RULES = "rules";

  private final Violations violations;
  private final Penalties penalties;
  private final Roster roster;
  private final EventLog log;

  Sentence(Violations violations, Penalties penalties, Roster roster, EventLog log) {
    this.violations = violations;
    this.penalties = penalties;
    this.roster = roster;
    this.log = log;
  }

  /** Passes it on new violations, which are written down already. */
  Uni<Void> pass(Mutiny.Session session, RuleBook book, List<Finding> fresh, Instant now) {
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<String> reps = fresh.stream().map(Finding::repId).collect(Collectors.toSet());
    return violations
        .past(session, reps)
        .chain(
            past ->
                roster
                    .members(session, reps)
                    .chain(members -> answer(session, book, fresh, past, members, now)));
  }

  private Uni<Void> answer(
      Mutiny.Session session,
      RuleBook book,
      List<Finding> fresh,
      List<Past> past,
      Map<String, Member> members,
      Instant now) {
    List<Penalty> imposed = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    for (Finding finding : fresh) {
      Flow flow = Flow.start();
      facts.add(Fact.of(told(finding), flow, now));
      Member member = members.get(finding.repId());
      OwnerCalendar calendar = member == null ? roster.defaultCalendar() : member.calendar();
      penalty(book, finding, past, calendar, now)
          .ifPresent(
              penalty -> {
                imposed.add(penalty);
                facts.add(Fact.of(ImposePenalty.told(penalty, false), flow, now));
              });
    }
    return penalties.add(session, imposed).chain(() -> log.append(session, facts));
  }

  private static OwnershipEvent told(Finding finding) {
    return new OwnershipEvent.Violation(
        finding.leadId(),
        finding.id(),
        finding.rule(),
        finding.repId(),
        finding.against(),
        finding.at(),
        finding.evidence());
  }

  private static Optional<Penalty> penalty(
      RuleBook book, Finding finding, List<Past> past, OwnerCalendar calendar, Instant now) {
    List<Instant> earlier =
        past.stream()
            .filter(one -> one.repId().equals(finding.repId()))
            .filter(one -> one.rule().equals(finding.rule()))
            .filter(one -> !one.id().equals(finding.id()))
            .map(Past::at)
            .toList();
    return book.ladder(finding.rule())
        .answer(finding.at(), earlier, calendar)
        .map(step -> penalty(finding, step, calendar, now));
  }

  private static Penalty penalty(
      Finding finding, Ladder.Step step, OwnerCalendar calendar, Instant now) {
    String id =
        UUID.nameUUIDFromBytes(("penalty\n" + finding.id()).getBytes(StandardCharsets.UTF_8))
            .toString();
    return Penalty.imposed(
            id,
            finding.repId(),
            step.kind(),
            step.until(now, calendar),
            finding.rule() + ", violation " + step.nth() + " within " + step.within(),
            RULES,
            now)
        .answering(finding.id(), finding.leadId());
  }
}
