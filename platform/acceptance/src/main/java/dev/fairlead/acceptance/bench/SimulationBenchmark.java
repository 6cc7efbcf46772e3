package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A draft policy simulated by the running service over a recording in its database: how many leads
 * a second from the taking up to the report, and whether its memory grows with the recording.
 */
final class SimulationBenchmark implements Benchmark {

  private static final int FEW = 10_000;
  private static final int MANY = 100_000;
  private static final String PATH = "/api/assignment/simulations";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** How long one took that was of so many leads. */
  private record Simulated(long leads, double seconds) {}

  @Override
  public String name() {
    return "simulation";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    double decided =
        new Jmh(fairlead).score(AssignmentBenchmark.RULES, AssignmentBenchmark.REPS, "decision");
    Bench.say("  entering 1,000 reps, recording 100,000 leads …");
    List<Figure> figures = new ArrayList<>();
    try (SimulatedOrganisation organisation =
            new SimulatedOrganisation(
                fairlead, AssignmentBenchmark.RULES, AssignmentBenchmark.REPS);
        RecordedLeads recorded = RecordedLeads.of(fairlead, MANY)) {
      double heapOfFew = heap(fairlead, organisation, FEW);
      double heapOfMany = heap(fairlead, organisation, MANY);
      Simulated all = simulate(fairlead, organisation, MANY);
      figures.add(
          Figure.of("simulation of 100,000 recorded leads", all.leads() / all.seconds(), "/s")
              .against(new Figure.Yardstick("the decision alone, one core", decided))
              .aimingAt("≥ 0.5 ×"));
      figures.add(
          Figure.of("  most live heap meanwhile", heapOfMany, "MiB")
              .against(new Figure.Yardstick("with 10,000 leads", heapOfFew))
              .aimingAt("≤ 1.1 ×"));
    }
    return figures;
  }

  private static double heap(Installation fairlead, SimulatedOrganisation organisation, int leads)
      throws InterruptedException {
    try (LiveHeap heap = new LiveHeap(fairlead.pid("assignment-service"))) {
      simulate(fairlead, organisation, leads);
      return heap.mostMiB();
    }
  }

  private static Simulated simulate(
      Installation fairlead, SimulatedOrganisation organisation, int leads)
      throws InterruptedException {
    Bench.say("  simulating %,d …".formatted(leads));
    Api admin = fairlead.as("admin");
    Map<String, Object> asked =
        Map.of(
            "policy", organisation.policy(),
            "from", RecordedLeads.BEGIN.toString(),
            "to", RecordedLeads.after(leads).toString());
    String id = admin.post(PATH, asked).expect(202).text("id");
    await(admin, id, "queued");
    long begun = System.nanoTime();
    Answer done = await(admin, id, "running");
    double seconds = (System.nanoTime() - begun) / 1e9;
    long simulated = done.body().path("report").path("leads").asLong();
    if (!done.text("status").equals("done") || simulated != leads) {
      throw new IllegalStateException("the simulation went wrong: " + done);
    }
    return new Simulated(simulated, seconds);
  }

  /** Waits until the simulation is in another state than this one. */
  private static Answer await(Api admin, String id, String state) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer now = admin.get(PATH + "/" + id).ok();
    while (now.text("status").equals(state)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the simulation is still " + state);
      }
      TimeUnit.MILLISECONDS.sleep(20);
      now = admin.get(PATH + "/" + id).ok();
    }
    return now;
  }
}
