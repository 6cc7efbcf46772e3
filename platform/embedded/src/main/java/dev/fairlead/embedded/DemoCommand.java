package dev.fairlead.embedded;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code demo}: sends invented leads at a steady rate and shows what becomes of each. It ends by
 * itself.
 */
final class DemoCommand {

  static final Set<String> OPTIONS = Set.of("--rate", "--for", "--language", "--seed");

  private static final double HIGHEST_RATE = 100;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Home home;
  private final PrintStream out;
  private final double rate;
  private final Duration duration;
  private final String language;
  private final long seed;

  DemoCommand(Home home, Arguments arguments, Map<String, String> environment, PrintStream out) {
    this.home = home;
    this.out = out;
    this.rate = rate(arguments.value("--rate").orElse("5"));
    this.duration = Durations.parse(arguments.value("--for").orElse("60s"));
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new Trouble("--for is more than nothing and at most an hour.");
    }
    this.language =
        arguments.value("--language").map(DemoCommand::language).orElse(spoken(environment));
    this.seed = arguments.value("--seed").map(DemoCommand::seed).orElse(System.currentTimeMillis());
  }

  /** Whether every lead that was sent has come to rest. */
  boolean run() throws InterruptedException {
    Installation installation = Installation.require(home);
    Keys keys = new Keys(home.keys());
    Tokens tokens = new Tokens(SigningKey.of(keys));
    DemoDesk desk =
        new DemoDesk(
            installation.url(),
            tokens.admin(),
            tokens.issue("integration", List.of("integration"), Instant.now(), Tokens.DEFAULT_LIFE),
            SampleOrganisation.apiKey(keys),
            language);
    DemoReport report = new DemoReport(out);
    report.header();
    long begin = System.nanoTime();
    sendAll(desk, report, begin);
    return report.summary(Duration.ofNanos(System.nanoTime() - begin));
  }

  private void sendAll(DemoDesk desk, DemoReport report, long begin) throws InterruptedException {
    DemoLeads leads = new DemoLeads(new Random(seed));
    long count = Math.max(1, Math.round(rate * duration.toMillis() / 1000.0));
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < count; i++) {
        Duration due = Duration.ofNanos(begin + (long) (i * 1e9 / rate) - System.nanoTime());
        if (due.isPositive()) {
          Thread.sleep(due);
        }
        DemoLead lead = leads.next();
        each.execute(() -> report.add(desk.send(lead)));
      }
    }
  }

  private static double rate(String text) {
    try {
      double rate = Double.parseDouble(text);
      if (rate > 0 && rate <= HIGHEST_RATE) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Trouble("--rate is a number of leads per second, more than 0 and at most 100.");
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Trouble("--seed is a whole number.", e);
    }
  }

  private static String language(String text) {
    if (text.equals("zh") || text.equals("en")) {
      return text;
    }
    throw new Trouble("--language is zh or en.");
  }

  private static String spoken(Map<String, String> environment) {
    String locale = environment.getOrDefault("LC_ALL", environment.getOrDefault("LANG", ""));
    return locale.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en";
  }
}
