package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.check.Check;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Plays a plan: the load flows, the faults of a round happen, a fresh lead must go the whole way
 * without anybody's doing, the load pauses, and everything that was acknowledged must be there.
 */
public final class ChaosRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration CHECK_PATIENCE = Duration.ofSeconds(60);

  /** Kafka takes a silent consumer's share away after 10 s: two frozen in turn, and some time. */
  private static final int OTHERS_GO_ON_AFTER = 25;

  private final Plan plan;
  private final Injector injector;
  private final ChaosScene scene;
  private final Promises promises = new Promises();
  private final Patient patient = new Patient();
  private final Traffic traffic;
  private final Circle circle;
  private final Judge judge;
  private final boolean replicated;
  private final PrintStream out;

  private ChaosRun(
      Installation fairlead,
      Plan plan,
      double perSecond,
      Injector injector,
      boolean replicated,
      PrintStream out)
      throws Exception {
    this.plan = plan;
    this.injector = injector;
    this.replicated = replicated;
    this.out = out;
    this.scene = new ChaosScene(fairlead, "chaos-" + Long.toString(System.nanoTime(), 36));
    this.traffic =
        new Traffic(fairlead, scene, promises, patient, new Traffic.Load(plan.seed(), perSecond));
    this.circle =
        new Circle(fairlead, scene, patient, new Hands(fairlead, scene, promises, patient));
    this.judge = new Judge(fairlead, scene, promises);
  }

  /** A run on an installation that is what it is: without full disks and wrong clocks. */
  public static ChaosRun on(Installation fairlead, Plan plan, double perSecond, PrintStream out)
      throws Exception {
    Injector injector = new Injector(fairlead, Clocks.none(), Disks.none());
    return new ChaosRun(fairlead, plan, perSecond, injector, false, out);
  }

  /** A run on an installation made for it, with two processes of each service. */
  static ChaosRun on(
      Installation fairlead, Plan plan, double perSecond, Injector injector, PrintStream out)
      throws Exception {
    return new ChaosRun(fairlead, plan, perSecond, injector, true, out);
  }

  /**
   * Plays until the plan or the time is over, or a round ends badly; the report is kept up to date
   * after each round.
   *
   * @param checkEach whether all invariants are checked after each round, not only after the last
   */
  public void play(ChaosReport report, Duration time, boolean checkEach) throws Exception {
    long deadline = System.nanoTime() + time.toNanos();
    circle.turn(PATIENCE);
    int number = 0;
    for (Plan.Round round : plan.rounds()) {
      number++;
      boolean last = number == plan.rounds().size() || System.nanoTime() > deadline;
      RoundResult result = play(number, round, last || checkEach);
      report.add(result);
      ChaosReport.print(result, out);
      if (last || !result.isClean()) {
        break;
      }
    }
    patient.unanswered().forEach(path -> report.wrong("never answered: " + path));
    report.counted(traffic.leads(), promises.count(), patient.again());
  }

  @Override
  public void close() {
    traffic.close();
    scene.close();
  }

  private RoundResult play(int number, Plan.Round round, boolean check) throws Exception {
    Map<String, Long> strangeBefore = new LinkedHashMap<>(patient.strange());
    List<String> wrong = new ArrayList<>();
    traffic.flow();
    Thread.sleep(round.leadInMillis());
    long begun = System.nanoTime();
    Long meanwhile = inject(round, wrong);
    long over = System.nanoTime();
    try {
      circle.turn(PATIENCE);
    } catch (IllegalStateException e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
    long flowing = System.nanoTime();
    traffic.pause();
    wrong.addAll(judge.await(PATIENCE));
    long settled = System.nanoTime();
    if (!hasWrongClock(round)) {
      wrong.addAll(strange(strangeBefore));
    }
    Map<String, Integer> invariants = check || !wrong.isEmpty() ? invariants(wrong) : Map.of();
    return new RoundResult(
        number,
        round.words(),
        (over - begun) / 1_000_000,
        meanwhile,
        (flowing - over) / 1_000_000,
        (settled - flowing) / 1_000_000,
        wrong,
        invariants);
  }

  private Map<String, Integer> invariants(List<String> wrong) throws Exception {
    try {
      Check.Outcome outcome = judge.invariants(CHECK_PATIENCE);
      if (!outcome.isClean()) {
        out.print(outcome.text());
      }
      return outcome.violations();
    } catch (UncheckedIOException | SQLException | KafkaException | AssertionError e) {
      wrong.add("the invariants could not be checked: " + e);
      return Map.of();
    }
  }

  /** Lets the faults happen; where others can go on meanwhile, sees whether they do. */
  private @Nullable Long inject(Plan.Round round, List<String> wrong) throws Exception {
    if (!othersMustGoOn(round)) {
      injector.inject(round.faults());
      return null;
    }
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      Callable<Long> turn =
          () -> {
            Thread.sleep(100); // the fault comes first
            circle.turn(PATIENCE);
            return System.nanoTime();
          };
      Future<Long> arrived = other.submit(turn);
      injector.inject(round.faults());
      long over = System.nanoTime();
      try {
        if (arrived.get() < over) {
          return (arrived.get() - begun) / 1_000_000;
        }
        wrong.add("no fresh lead got through while one of two processes stood still");
      } catch (ExecutionException e) {
        wrong.add(String.valueOf(e.getCause()));
      }
      return null;
    }
  }

  private boolean othersMustGoOn(Plan.Round round) {
    return replicated
        && round.faults().size() == 1
        && round.faults().getFirst() instanceof Fault.Frozen frozen
        && frozen.part().contains("-service")
        && frozen.seconds() >= OTHERS_GO_ON_AFTER;
  }

  private static boolean hasWrongClock(Plan.Round round) {
    return round.faults().stream().anyMatch(Fault.ClockOff.class::isInstance);
  }

  private List<String> strange(Map<String, Long> before) {
    List<String> strange = new ArrayList<>();
    patient
        .strange()
        .forEach(
            (what, times) -> {
              long fresh = times - before.getOrDefault(what, 0L);
              if (fresh > 0) {
                strange.add("%d times answered %s".formatted(fresh, what));
              }
            });
    return strange;
  }
}
