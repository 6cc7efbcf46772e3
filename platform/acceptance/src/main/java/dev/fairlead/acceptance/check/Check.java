package dev.fairlead.acceptance.check;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./fairlead check}: whether everything that must always hold does. What is still on its way
 * is no violation: what looks broken is looked at again until it has stayed so for the patience.
 * Exit status 0 when all invariants hold, 1 when one does not, 2 when it could not be checked.
 */
public final class Check {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int SHOWN = 20;

  private final Recording recording = new Recording();
  private final List<Invariant> invariants;
  private final Installation fairlead;

  /**
   * What came of a check.
   *
   * @param violations of each invariant, by its name
   * @param text what {@code ./fairlead check} prints
   */
  public record Outcome(Map<String, Integer> violations, String text) {

    /** Keeps a copy. */
    public Outcome {
      violations = Map.copyOf(violations);
    }

    /** Whether all invariants hold. */
    public boolean isClean() {
      return violations.values().stream().allMatch(count -> count == 0);
    }
  }

  /** A check of this installation. */
  public Check(Installation fairlead) {
    this.fairlead = fairlead;
    this.invariants =
        List.of(
            new Decisions(),
            new CustodyChains(),
            new Proposals(),
            new Releases(),
            new Claims(),
            new Warnings(),
            new Notices(),
            new EventLogs(fairlead),
            new Projections(fairlead, "ownership", "/api/ownership/leads"));
  }

  /** {@code [--patience SECONDS]}. */
  public static void main(String[] args) throws Exception {
    Duration patience = patience(args);
    Path checkout = Launcher.here();
    Path home = Path.of(System.getenv().getOrDefault("FAIRLEAD_HOME", checkout + "/.fairlead"));
    Launcher launcher = Launcher.of(checkout, home);
    if (launcher.run("status").status() != 0) {
      System.err.println(
          "fairlead check: needs an installation that runs and is ready."
              + " Start it with ./fairlead up --detach");
      System.exit(2);
    }
    boolean clean = new Check(new Installation(launcher, home)).run(patience, System.out);
    System.exit(clean ? 0 : 1);
  }

  private static Duration patience(String[] args) {
    if (args.length == 0) {
      return Duration.ofSeconds(15);
    }
    if (args.length == 2 && args[0].equals("--patience") && args[1].matches("[0-9]{1,4}")) {
      return Duration.ofSeconds(Integer.parseInt(args[1]));
    }
    System.err.println("Usage: ./fairlead check [--patience SECONDS]");
    System.exit(2);
    return Duration.ZERO;
  }

  /** Checks and prints; whether all invariants hold. */
  public boolean run(Duration patience, PrintStream out) throws Exception {
    Outcome outcome = outcome(patience);
    out.print(outcome.text());
    return outcome.isClean();
  }

  /** Checks. */
  public Outcome outcome(Duration patience) throws Exception {
    Map<Invariant, Invariant.Finding> findings = findings(patience);
    Map<String, Integer> violations = new LinkedHashMap<>();
    findings.forEach((invariant, f) -> violations.put(invariant.name(), f.violations().size()));
    return new Outcome(violations, text(findings));
  }

  private Map<Invariant, Invariant.Finding> findings(Duration patience) throws Exception {
    Map<Invariant, Invariant.Finding> findings;
    try (TopicReader reader = new TopicReader(fairlead.kafka(), recording)) {
      findings = look(reader);
      long deadline = System.nanoTime() + patience.toNanos();
      while (violated(findings) && System.nanoTime() < deadline) {
        Thread.sleep(PAUSE);
        findings = lasting(findings, look(reader));
      }
    }
    return findings;
  }

  private String text(Map<Invariant, Invariant.Finding> findings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    findings.forEach((invariant, finding) -> print(invariant, finding, out));
    out.printf(
        "%d records of %d events, %d of them repeated%s%n",
        recording.records(),
        recording.records() - recording.repeated(),
        recording.repeated(),
        recording.begunLate().isEmpty()
            ? ""
            : "; the start is gone of " + String.join(", ", recording.begunLate()));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Map<Invariant, Invariant.Finding> look(TopicReader reader) throws Exception {
    reader.readToTheEnd();
    Map<Invariant, Invariant.Finding> findings = new LinkedHashMap<>();
    for (Invariant invariant : invariants) {
      findings.put(invariant, invariant.check(recording));
    }
    return findings;
  }

  /** Of what is broken now, that which was broken before in the same way. */
  private static Map<Invariant, Invariant.Finding> lasting(
      Map<Invariant, Invariant.Finding> before, Map<Invariant, Invariant.Finding> now) {
    Map<Invariant, Invariant.Finding> lasting = new LinkedHashMap<>();
    now.forEach(
        (invariant, finding) -> {
          List<Violation> old = before.getOrDefault(invariant, finding).violations();
          List<Violation> still = new ArrayList<>(finding.violations());
          still.removeIf(v -> old.stream().noneMatch(v::sameAs));
          lasting.put(invariant, new Invariant.Finding(finding.checked(), still));
        });
    return lasting;
  }

  private static boolean violated(Map<Invariant, Invariant.Finding> findings) {
    return findings.values().stream().anyMatch(f -> !f.violations().isEmpty());
  }

  private static void print(Invariant invariant, Invariant.Finding finding, PrintStream out) {
    List<Violation> violations = finding.violations();
    out.printf(
        "%-8s %s (%d checked)%n",
        violations.isEmpty() ? "ok" : "VIOLATED", invariant.name(), finding.checked());
    violations.stream()
        .limit(SHOWN)
        .forEach(
            violation -> {
              out.printf("         %s: %s%n", violation.key(), violation.what());
              violation.events().forEach(event -> out.printf("           %s%n", event));
            });
    if (violations.size() > SHOWN) {
      out.printf("         and %d more%n", violations.size() - SHOWN);
    }
  }
}
