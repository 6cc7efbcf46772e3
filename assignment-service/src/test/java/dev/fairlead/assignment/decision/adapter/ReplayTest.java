package dev.fairlead.assignment.decision.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Matching;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.decision.domain.Results;
import dev.fairlead.assignment.decision.domain.Rotations;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Assign;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.Protect;
import dev.fairlead.assignment.policy.domain.Rule.RateCap;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import dev.fairlead.events.EventJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** domain.md, section 2: a decision can be re-executed from its trace and must give the same. */
class ReplayTest {

  private static final Instant NOW = Instant.parse("2026-03-25T02:00:00Z");
  private static final Protect TERMS = new Protect("P10D", "P3D", "P20D", null, "calendar");

  @Property(tries = 150)
  void anyRecordedDecisionMadeAgainGivesTheSameAnswer(
      @ForAll Strategy strategy, @ForAll Random random) throws JsonProcessingException {
    Roster roster = roster(random);
    Policy policy = policy(strategy);
    Decider decider = new Decider(policy, roster);
    Book book = book(random, roster);
    Rotations.align(policy.rules().getFirst(), roster, book);

    for (int i = 0; i < 20; i++) {
      Question question = question(i, random);
      Matching matching = decider.match(question);
      Inputs inputs = inputs(question, matching, decider, book);
      DecisionBody made = DecisionBody.of(decider.decide(question, matching, book), inputs);

      String recorded = FactsReader.write(made);
      DecisionBody read = EventJson.mapper().readValue(recorded, DecisionBody.class);
      Inputs then = java.util.Objects.requireNonNull(read.inputs());
      Question again =
          new Question(
              read.id(),
              read.leadId(),
              read.epoch(),
              question.facts(),
              then.stage(),
              Set.copyOf(then.excluded()),
              then.formerOwner(),
              then.companyOwner(),
              then.touched(),
              read.at(),
              read.seed());
      Decider other = new Decider(policy, roster);
      Matching rematched = other.match(again);
      Book counters = then.book();
      Inputs reread = inputs(again, rematched, other, counters);
      DecisionBody replayed = DecisionBody.of(other.decide(again, rematched, counters), reread);

      assertThat(FactsReader.write(replayed)).isEqualTo(recorded);
    }
  }

  private static Inputs inputs(Question question, Matching matching, Decider decider, Book book) {
    Rule rule = matching.chain().getFirst();
    return Inputs.of(
        question,
        book,
        List.of(Rotations.idOf(rule, decider.roster())),
        decider.concerned(matching, question),
        Set.of(RateWindow.Unit.DAY),
        decider.concerned(matching, question));
  }

  private static Question question(int i, Random random) {
    LeadFacts facts =
        new LeadFacts(
            "form",
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            "s" + random.nextInt(3),
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            null);
    return new Question(
        "d" + i,
        "l" + i,
        random.nextInt(5),
        facts,
        null,
        random.nextInt(4) == 0 ? Set.of("r0") : Set.of(),
        random.nextInt(6) == 0 ? "r1" : null,
        random.nextInt(6) == 0 ? "r2" : null,
        random.nextInt(3) == 0 ? Map.of("r0", NOW.minusSeconds(9)) : Map.of(),
        NOW,
        random.nextInt(1_000_000));
  }

  private static Roster roster(Random random) {
    List<Rep> reps = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      reps.add(
          new Rep(
              "r" + i,
              "R" + i,
              List.of("team"),
              List.of(),
              random.nextBoolean() ? null : 1 + random.nextInt(6),
              0.1 + random.nextInt(30) / 7.0,
              WorkingHours.always(ZoneOffset.UTC),
              random.nextInt(5) == 0 ? "away" : "active",
              random.nextInt(8) == 0,
              Map.of("id", "r" + i)));
    }
    Team.Absence absence = Team.Absence.values()[random.nextInt(3)];
    return new Roster(
        7, List.of(new Team("team", "Team", absence, null, List.of())), reps, RegionTree.NONE);
  }

  private static Policy policy(Strategy strategy) {
    Assign assign =
        new Assign(
            "team",
            Condition.ALWAYS,
            null,
            strategy,
            true,
            List.of(new RateCap(ChronoUnit.DAYS, 9)),
            Assign.LONGEST_AVAILABILITY,
            null);
    Rule rule = new Rule("r", "r", Condition.ALWAYS, null, assign, TERMS, new Otherwise.Hold());
    Rule fallback =
        new Rule(
            Policy.FALLBACK,
            Policy.FALLBACK,
            Condition.ALWAYS,
            null,
            null,
            TERMS,
            new Otherwise.ToPool("public"));
    return new Policy(3, "p", List.of(rule), fallback, Policy.ExistingOwner.KEEP);
  }

  private static Book book(Random random, Roster roster) {
    Book book = new Book();
    for (Rep rep : roster.members("team")) {
      long closed = random.nextInt(50);
      book.enterOpen(rep.id(), random.nextInt(4));
      book.enterResults(rep.id(), Book.ALL_SEGMENTS, new Results(closed / 3, closed));
      book.enterResults(rep.id(), "s1", new Results(closed / 9, closed / 3));
      if (random.nextInt(4) == 0) {
        book.enterFactor(rep.id(), 0.5);
      }
    }
    return book;
  }
}
