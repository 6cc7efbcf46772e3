package dev.fairlead.acceptance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./fairlead bench} was asked for.
 *
 * @param names of benchmarks; none for all
 * @param phase how long each measured phase takes
 * @param warmUp how long the whole system is warmed up before the first one
 * @param markdown only shows what was measured before
 */
record Options(List<String> names, Duration phase, Duration warmUp, boolean markdown) {

  static final int PHASE_SECONDS = 10;
  static final int WARM_UP_SECONDS = 20;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static Options of(String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    Duration phase = seconds(words, "--seconds", PHASE_SECONDS, 1);
    Duration warmUp = seconds(words, "--warm-up", WARM_UP_SECONDS, 0);
    boolean markdown = words.remove("--markdown");
    words.stream()
        .filter(word -> word.startsWith("-"))
        .findFirst()
        .ifPresent(
            word -> {
              throw new IllegalArgumentException("there is no option " + word + ".");
            });
    return new Options(List.copyOf(words), phase, warmUp, markdown);
  }

  /** Takes the option out of the words. */
  private static Duration seconds(List<String> words, String option, int usual, int least) {
    int at = words.indexOf(option);
    if (at < 0) {
      return Duration.ofSeconds(usual);
    }
    words.remove(at);
    String number = at < words.size() ? words.remove(at) : "";
    if (!number.matches("[0-9]{1,4}") || Integer.parseInt(number) < least) {
      throw new IllegalArgumentException(option + " needs a number of seconds.");
    }
    return Duration.ofSeconds(Integer.parseInt(number));
  }
}
