package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.chaos.ChaosReport;
import dev.fairlead.acceptance.chaos.ChaosRun;
import dev.fairlead.acceptance.chaos.Fault;
import dev.fairlead.acceptance.chaos.Plan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./fairlead chaos}: whatever dies, stands still or comes twice while
 * people work, nothing that was acknowledged is lost, no lead has two owners, and the flow goes on.
 */
class ChaosIT {

  private static final long SEED = 20_261;
  private static final double LEADS_PER_SECOND = 6;

  private static final List<List<Fault>> FAULTS =
      List.of(
          List.of(
              new Fault.Killed("ownership-service"),
              new Fault.Killed("kafka"),
              new Fault.Killed("notification-service")),
          List.of(new Fault.Frozen("pool-service", 13), new Fault.Killed("connect")),
          List.of(new Fault.Overtaken(3, SEED), new Fault.Killed("assignment-service")),
          List.of(new Fault.Killed("postgres"), new Fault.Redelivered(500, SEED)),
          List.of(
              new Fault.AllKilled(
                  List.of(
                      "lead-intake-service",
                      "assignment-service",
                      "ownership-service",
                      "ownership-service-2",
                      "pool-service",
                      "pool-service-2",
                      "notification-service")),
              new Fault.SlowDatabase(4)),
          List.of(new Fault.LockedLog("ownership", 4), new Fault.LockedLog("intake", 2)));

  private final Installation fairlead = TheInstallation.get();

  @Test
  void people_work_while_everything_breaks() throws Exception {
    Plan plan = Plan.of(SEED, FAULTS);
    ChaosReport report = new ChaosReport(plan);

    try (ChaosRun run = ChaosRun.on(fairlead, plan, LEADS_PER_SECOND, System.out)) {
      run.play(report, Duration.ofMinutes(10), false);
    }

    assertThat(report.rounds()).hasSize(FAULTS.size());
    assertThat(report.isClean()).as("every round was clean; see what was printed").isTrue();
  }
}
