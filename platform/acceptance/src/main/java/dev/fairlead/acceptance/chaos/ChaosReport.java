package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything about a run: the plan, what came of each round, and what was promised meanwhile. */
public final class ChaosReport {

  private final Plan plan;
  private final Instant begun = Instant.now();
  private final List<RoundResult> rounds = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private long leads;
  private long promises;
  private long sentAgain;

  /** A report on a plan that has not begun. */
  public ChaosReport(Plan plan) {
    this.plan = plan;
  }

  void add(RoundResult round) {
    rounds.add(round);
  }

  /** Something that is not as it must be, of no round in particular. */
  void wrong(String what) {
    wrong.add(what);
  }

  /** Something that this machine does not allow. */
  void leftOut(String what) {
    leftOut.add(what);
  }

  void counted(long leads, long promises, long sentAgain) {
    this.leads = leads;
    this.promises = promises;
    this.sentAgain = sentAgain;
  }

  /** The rounds that were played. */
  public List<RoundResult> rounds() {
    return List.copyOf(rounds);
  }

  /** Whether at least a round was played and everything was as it must be, always. */
  public boolean isClean() {
    return !rounds.isEmpty() && wrong.isEmpty() && rounds.stream().allMatch(RoundResult::isClean);
  }

  /** The longest that anybody had to wait until the flow went on. */
  public long longestRecoveryMillis() {
    return rounds.stream().mapToLong(RoundResult::recoveryMillis).max().orElse(0);
  }

  /** Prints the plan, a line for each round. */
  void printPlan(PrintStream out) {
    out.printf("Seed %d, %d rounds:%n", plan.seed(), plan.rounds().size());
    int number = 1;
    for (Plan.Round round : plan.rounds()) {
      out.printf("%4d  after %.1f s  %s%n", number++, round.leadInMillis() / 1e3, round.words());
    }
    leftOut.forEach(what -> out.printf("Left out: %s%n", what));
  }

  /** Prints a round. */
  static void print(RoundResult round, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-6s %d  %s%n       lasted %.1f s%s, flowed again after %.1f s, settled after %.1f s%n",
        round.isClean() ? "ok" : "BROKEN",
        round.number(),
        round.words(),
        round.lastedMillis() / 1e3,
        round.meanwhileMillis() == null
            ? ""
            : String.format(
                Locale.ROOT, " (a lead got through in %.1f s)", round.meanwhileMillis() / 1e3),
        round.recoveryMillis() / 1e3,
        round.settledMillis() / 1e3);
    round.wrong().forEach(what -> out.printf("       %s%n", what));
    round
        .invariants()
        .forEach(
            (name, count) -> {
              if (count > 0) {
                out.printf("       VIOLATED %s (%d)%n", name, count);
              }
            });
    out.flush();
  }

  /** Prints what came of it all. */
  void printEnd(PrintStream out) {
    wrong.forEach(what -> out.printf("BROKEN %s%n", what));
    out.printf(
        Locale.ROOT,
        "%s: seed %d, %d of %d rounds, %,d leads sent, %,d things acknowledged,"
            + " %,d tries repeated, longest recovery %.1f s%n",
        isClean() ? "Clean" : "BROKEN",
        plan.seed(),
        rounds.size(),
        plan.rounds().size(),
        leads,
        promises,
        sentAgain,
        longestRecoveryMillis() / 1e3);
  }

  /** Writes {@code seed-N.txt} and {@code seed-N.json}; answers where the latter is. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path text = directory.resolve("seed-" + plan.seed() + ".txt");
    try (PrintStream out = new PrintStream(text.toFile(), StandardCharsets.UTF_8)) {
      printPlan(out);
      rounds.forEach(round -> print(round, out));
      printEnd(out);
    }
    Path file = directory.resolve("seed-" + plan.seed() + ".json");
    Api.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json());
    return file;
  }

  private ObjectNode json() {
    ObjectNode json = Api.JSON.createObjectNode();
    json.put("seed", plan.seed())
        .put("begun", begun.toString())
        .put("ended", Instant.now().toString())
        .put("clean", isClean())
        .put("leads", leads)
        .put("acknowledged", promises)
        .put("triesRepeated", sentAgain)
        .put("longestRecoveryMillis", longestRecoveryMillis());
    texts(json.putArray("wrong"), wrong);
    texts(json.putArray("leftOut"), leftOut);
    ArrayNode planned = json.putArray("plan");
    for (Plan.Round round : plan.rounds()) {
      ObjectNode entry = planned.addObject().put("leadInMillis", round.leadInMillis());
      texts(entry.putArray("faults"), round.faults().stream().map(Fault::words).toList());
    }
    ArrayNode played = json.putArray("rounds");
    rounds.forEach(round -> write(round, played.addObject()));
    return json;
  }

  private static void write(RoundResult round, ObjectNode entry) {
    entry
        .put("number", round.number())
        .put("faults", round.words())
        .put("clean", round.isClean())
        .put("lastedMillis", round.lastedMillis())
        .put("meanwhileMillis", round.meanwhileMillis())
        .put("recoveryMillis", round.recoveryMillis())
        .put("settledMillis", round.settledMillis());
    texts(entry.putArray("wrong"), round.wrong());
    ObjectNode invariants = entry.putObject("invariants");
    for (Map.Entry<String, Integer> one : round.invariants().entrySet()) {
      invariants.put(one.getKey(), one.getValue());
    }
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
