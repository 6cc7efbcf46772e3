package dev.fairlead.embedded;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code status}: a table of every part. */
final class StatusCommand {

  private final Home home;
  private final PrintStream out;

  StatusCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /** Whether everything is ready. */
  boolean run() {
    Optional<Installation> running = Installation.running(home);
    if (running.isEmpty()) {
      out.println("Fairlead does not run here (home " + home.root() + ").");
      return false;
    }
    Installation installation = running.get();
    List<PartStatus> parts = new ArrayList<>(PartStatus.all(installation));
    parts.add(frontDoor(installation));
    out.printf("%-26s %8s %6s %-10s %s%n", "part", "pid", "port", "state", "restarts");
    for (PartStatus part : parts) {
      out.printf(
          "%-26s %8s %6s %-10s %s%n",
          part.name(),
          part.pid() < 0 ? "-" : part.pid(),
          part.port() == 0 ? "-" : part.port(),
          part.state(),
          part.restarts() == 0 ? "-" : part.restarts());
    }
    return parts.stream().allMatch(PartStatus::ready);
  }

  private static PartStatus frontDoor(Installation installation) {
    boolean open = !Ports.isFree(installation.ports().front());
    return new PartStatus(
        "front door",
        installation.supervisor(),
        installation.ports().front(),
        open,
        open ? "ready" : "starting",
        0);
  }
}
