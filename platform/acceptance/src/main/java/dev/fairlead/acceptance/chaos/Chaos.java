package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.Launcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code ./fairlead chaos [--minutes N] [--seed S] [--rate R] [--here]}: exit status 0 when
 * everything was as it must be, 1 when something was not, 2 when it could not be tried.
 */
public final class Chaos {

  private static final String USAGE =
      "Usage: ./fairlead chaos [--minutes 10] [--seed N] [--rate 5] [--here]";

  /**
   * What is asked for.
   *
   * @param here whether the installation that runs is to be broken, instead of one of its own
   */
  record Wish(int minutes, long seed, double rate, boolean here) {

    static Wish of(List<String> words) {
      int minutes = 10;
      long seed = System.currentTimeMillis() % 1_000_000;
      double rate = 5;
      boolean here = false;
      List<String> left = new ArrayList<>(words);
      while (!left.isEmpty()) {
        switch (left.removeFirst()) {
          case "--minutes" -> minutes = Math.clamp(Long.parseLong(left.removeFirst()), 1, 10_000);
          case "--seed" -> seed = Long.parseLong(left.removeFirst());
          case "--rate" -> rate = Math.clamp(Double.parseDouble(left.removeFirst()), 0.1, 1000);
          case "--here" -> here = true;
          default -> throw new IllegalArgumentException();
        }
      }
      return new Wish(minutes, seed, rate, here);
    }
  }

  private Chaos() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    Wish wish;
    try {
      wish = Wish.of(List.of(args));
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Path checkout = Launcher.here();
    Path home = Path.of(System.getenv().getOrDefault("FAIRLEAD_HOME", checkout + "/.fairlead"));
    Path directory = home.toAbsolutePath().normalize().resolve("chaos");
    boolean clean = wish.here() ? here(checkout, home, wish) : own(checkout, directory, wish);
    System.exit(clean ? 0 : 1);
  }

  private static boolean here(Path checkout, Path home, Wish wish) throws Exception {
    Launcher launcher = Launcher.of(checkout, home);
    if (launcher.run("status").status() != 0) {
      System.err.println(
          "fairlead chaos: --here needs an installation that runs and is ready."
              + " Start it with ./fairlead up --detach --replicas 2");
      System.exit(2);
    }
    Installation fairlead = new Installation(launcher, home);
    return play(fairlead, Clocks.none(), Disks.none(), wish, home.resolve("chaos"));
  }

  private static boolean own(Path checkout, Path directory, Wish wish) throws Exception {
    try (OwnInstallation own = OwnInstallation.start(checkout, directory)) {
      return play(own.installation(), own.clocks(), own.disks(), wish, directory);
    }
  }

  private static boolean play(
      Installation fairlead, Clocks clocks, Disks disks, Wish wish, Path directory)
      throws Exception {
    Set<Kind> kinds = Injector.kinds(clocks, disks);
    Plan plan = Plan.of(wish.seed(), wish.minutes(), fairlead.services(), kinds);
    ChaosReport report = new ChaosReport(plan);
    if (!kinds.contains(Kind.CLOCK_OFF)) {
      report.leftOut(
          "wrong clocks, for which an installation of its own and a C compiler are needed");
    }
    if (!kinds.contains(Kind.DISK_FULL)) {
      report.leftOut("full disks, for which an installation of its own and root are needed");
    }
    report.printPlan(System.out);
    Injector injector = new Injector(fairlead, clocks, disks);
    try (ChaosRun run = ChaosRun.on(fairlead, plan, wish.rate(), injector, System.out)) {
      run.play(report, Duration.ofMinutes(wish.minutes()), true);
    }
    report.printEnd(System.out);
    System.err.println("Written to " + report.write(directory));
    return report.isClean();
  }
}
