package dev.fairlead.embedded;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code down}: stops the installation, also what a killed supervisor left behind. */
final class DownCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Home home;
  private final PrintStream out;

  DownCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  void run() {
    Optional<ProcessHandle> supervisor =
        Installation.running(home).flatMap(running -> ProcessHandle.of(running.supervisor()));
    supervisor.ifPresent(process -> Processes.stop(process, "TERM", PATIENCE));
    List<String> leftovers = Leftovers.stop(home);
    if (supervisor.isPresent()) {
      out.println("Stopped.");
    } else if (leftovers.isEmpty()) {
      out.println("Fairlead does not run here (home " + home.root() + ").");
    } else {
      out.println("Stopped what was left over: " + String.join(", ", leftovers) + ".");
    }
  }
}
