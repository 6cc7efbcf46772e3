package dev.fairlead.embedded;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Says what became of each lead and, at the end, of all. Safe for many threads. */
final class DemoReport {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.systemDefault());
  private static final int SHORT_ID = 8;

  private final PrintStream out;
  private final List<DemoOutcome> outcomes = new ArrayList<>();

  DemoReport(PrintStream out) {
    this.out = out;
  }

  void header() {
    out.printf(
        Locale.ROOT,
        "%-8s  %-8s  %-8s  %-16s  %-11s  %7s  %s%n",
        "lead",
        "source",
        "state",
        "owner",
        "until",
        "wait",
        "why");
  }

  synchronized void add(DemoOutcome outcome) {
    outcomes.add(outcome);
    out.println(line(outcome));
  }

  /** Whether every lead came to rest. */
  synchronized boolean summary(Duration took) {
    out.println();
    out.printf(Locale.ROOT, "%d leads in %.1f s%n", outcomes.size(), took.toMillis() / 1000.0);
    out.println("by state    " + counted(DemoOutcome::state));
    out.println(
        "by rep      " + counted(outcome -> Objects.requireNonNullElse(outcome.owner(), "-")));
    List<Duration> waits =
        outcomes.stream().map(DemoOutcome::waited).filter(Objects::nonNull).sorted().toList();
    if (!waits.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "wait        from submission to owner: p50 %d ms, p99 %d ms%n",
          percentile(waits, 0.50).toMillis(),
          percentile(waits, 0.99).toMillis());
    }
    long open = outcomes.stream().filter(outcome -> !outcome.settled()).count();
    if (open > 0) {
      out.println(open + " without an outcome; see ./fairlead status and ./fairlead logs");
    }
    return open == 0;
  }

  /** Of sorted durations, the one that this share of them does not exceed. */
  static Duration percentile(List<Duration> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }

  static String line(DemoOutcome outcome) {
    String id = outcome.leadId();
    Duration wait = outcome.waited();
    String deadline = outcome.deadline();
    return String.format(
            Locale.ROOT,
            "%-8s  %-8s  %-8s  %-16s  %-11s  %7s  %s",
            // the ends of ids that were made at the same time differ, their beginnings do not
            id.substring(Math.max(0, id.length() - SHORT_ID)),
            outcome.source().label(),
            outcome.state(),
            Objects.requireNonNullElse(outcome.owner(), "-"),
            deadline == null ? "-" : MINUTE.format(Instant.parse(deadline)),
            wait == null ? "-" : String.format(Locale.ROOT, "%.2f s", wait.toMillis() / 1000.0),
            Objects.requireNonNullElse(outcome.sentence(), ""))
        .stripTrailing();
  }

  private String counted(Function<DemoOutcome, String> by) {
    Map<String, Integer> counts = new TreeMap<>();
    outcomes.forEach(outcome -> counts.merge(by.apply(outcome), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((name, count) -> words.add(name + " " + count));
    return String.join(", ", words);
  }
}
