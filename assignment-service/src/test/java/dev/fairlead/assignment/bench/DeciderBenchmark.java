package dev.fairlead.assignment.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.assignment.decision.adapter.FactsReader;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.simulation.domain.Recorded;
import dev.fairlead.assignment.simulation.domain.Replayed;
import dev.fairlead.events.EventJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Leads per second on one core: the decider, and beside it the yardstick. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DeciderBenchmark {

  private static final int LEADS = 1024;

  @Param("50")
  public int rules = 50;

  @Param("1000")
  public int reps = 1000;

  private Roster roster = Roster.EMPTY;
  private List<LeadFacts> leads = List.of();
  private List<Map<String, Object>> views = List.of();
  private List<String> documents = List.of();
  private Policy weighted = BenchWorld.policy(1, "weighted");
  private Decider decider = new Decider(weighted, roster);
  private Decider learning = new Decider(weighted, roster);
  private Book book = new Book();
  private Book learningBook = new Book();
  private Replayed replayed = new Replayed(decider);
  private int next;

  /** Makes the organisation. */
  @Setup
  public void prepare() throws JsonProcessingException {
    roster = BenchWorld.roster(rules, reps);
    leads = BenchWorld.leads(rules, LEADS);
    views = leads.stream().map(lead -> lead.view(roster.regions(), null)).toList();
    documents = new java.util.ArrayList<>();
    for (LeadFacts lead : leads) {
      documents.add(EventJson.mapper().writeValueAsString(lead));
    }
    weighted = BenchWorld.policy(rules, "weighted");
    decider = new Decider(weighted, roster);
    book = BenchWorld.book(weighted, roster);
    Policy best = BenchWorld.policy(rules, "best-match");
    learning = new Decider(best, roster);
    learningBook = BenchWorld.book(best, roster);
    replayed = new Replayed(decider);
  }

  /** The yardstick: all conditions, one by one. */
  @Benchmark
  public int everyConditionOneByOne() {
    Map<String, Object> lead = views.get(next++ % LEADS);
    Condition.World world = new Condition.World(BenchWorld.NOW, roster);
    int holding = 0;
    for (Rule rule : weighted.rules()) {
      holding += rule.when().ask(lead, Map.of(), world).holds() ? 1 : 0;
    }
    return holding;
  }

  /** A whole decision with its trace. */
  @Benchmark
  public Decision decision() {
    return decide(decider, book);
  }

  /** The same with the learned best match. */
  @Benchmark
  public Decision bestMatch() {
    return decide(learning, learningBook);
  }

  private Decision decide(Decider by, Book counters) {
    int n = next++;
    Question question = BenchWorld.question(leads.get(n % LEADS), n);
    return by.decide(question, by.match(question), counters);
  }

  /** A lead of a simulation, taken apart from its document as it is stored. */
  @Benchmark
  public int simulatedLead() {
    int n = next++;
    replayed.next(
        new Recorded(
            "lead-" + n,
            FactsReader.parse(documents.get(n % LEADS)),
            BenchWorld.NOW.plusSeconds(n),
            "rep-0001",
            "team-1",
            BenchWorld.NOW.plusSeconds(n),
            false,
            Duration.ofHours(1)));
    return n;
  }
}
