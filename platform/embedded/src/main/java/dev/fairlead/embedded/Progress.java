package dev.fairlead.embedded;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says what has been done and how long it took since the start. */
final class Progress {

  private final PrintStream out;
  private final Instant begin = Instant.now();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A part is ready. */
  void done(String what) {
    say("%-24s ready".formatted(what));
  }

  /** Anything else worth a line. */
  void say(String what) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), what);
  }

  double seconds() {
    return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
  }
}
