package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Flood;
import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.check.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Faults: at random moments while 10,000 leads come in some process is killed, and the next only
 * when a fresh lead has come through again. The supervisor is left alone, since nobody starts it
 * again.
 */
final class FaultsBenchmark implements Benchmark {

  private static final int LEADS = 10_000;
  private static final int PER_SECOND = 100;
  private static final int SHORTEST_PEACE_MS = 1_000;
  private static final int LONGEST_PEACE_MS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String GRANTED_TWICE =
      """
      select count(*) from (
        select key from event_log
        where type = 'dev.fairlead.ownership.granted.v1' and key = any(?)
        group by key having count(*) > 1) as twice
      """;

  private long kills;
  private double longest;

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    String prefix = "faults-" + System.currentTimeMillis();
    try (Scene scene = new Scene(fairlead);
        Arrivals granted =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.granted.v1");
        Flood flood = Flood.of(fairlead, BenchLeads.SOURCE, prefix, LEADS, PER_SECOND)) {
      killAllAlong(fairlead, flood, granted, prefix);
      List<String> leads = flood.leads();
      granted.awaitAll(leads, PATIENCE);
      long arrived = leads.stream().filter(granted.nanos()::containsKey).distinct().count();
      awaitReady(fairlead);
      Check.Outcome invariants = new Check(fairlead).outcome(Duration.ofMinutes(1));
      if (!invariants.isClean()) {
        System.err.print(invariants.text());
      }
      long broken = invariants.violations().values().stream().filter(n -> n > 0).count();
      return List.of(
          Figure.of("processes killed during 10,000 leads", kills, "×"),
          Figure.of("  leads lost", (double) LEADS - arrived, "").aimingAt("0"),
          Figure.of("  leads with two owners", twice(fairlead, leads), "").aimingAt("0"),
          Figure.of("  invariants broken", broken, "").aimingAt("0"),
          Figure.of("  longest from a kill to a fresh lead's grant", longest, "s"));
    }
  }

  private void killAllAlong(Installation fairlead, Flood flood, Arrivals granted, String prefix)
      throws Exception {
    Random random = new Random();
    List<String> parts = new ArrayList<>(fairlead.services());
    parts.addAll(List.of("kafka", "connect", "postgres"));
    kills = 0;
    longest = 0;
    while (flood.soFar() < LEADS) {
      Thread.sleep(random.nextInt(SHORTEST_PEACE_MS, LONGEST_PEACE_MS));
      String part = parts.get(random.nextInt(parts.size()));
      long begun = System.nanoTime();
      fairlead.kill(part);
      kills++;
      String fresh = Flood.one(fairlead, BenchLeads.SOURCE, prefix + "-after-" + kills);
      if (!granted.awaitAll(Set.of(fresh), PATIENCE)) {
        throw new IllegalStateException("nothing flows since " + part + " was killed");
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      longest = Math.max(longest, seconds);
      System.err.printf("  %s killed, a fresh lead was granted after %.1f s%n", part, seconds);
    }
  }

  private static void awaitReady(Installation fairlead) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (fairlead.launcher().run("status").status() != 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not every part came back");
      }
      Thread.sleep(500);
    }
  }

  private static double twice(Installation fairlead, List<String> leads) throws SQLException {
    try (Connection connection = fairlead.database("ownership");
        PreparedStatement statement = connection.prepareStatement(GRANTED_TWICE)) {
      statement.setArray(1, connection.createArrayOf("text", leads.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
