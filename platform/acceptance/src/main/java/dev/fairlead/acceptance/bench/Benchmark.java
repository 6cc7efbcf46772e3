package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.List;

/** One benchmark: it drives a running installation for a while and answers with figures. */
interface Benchmark {

  /** By which it is asked for. */
  String name();

  /** Whether it is run when none is named; those that take long are not. */
  default boolean isUsual() {
    return true;
  }

  /** Whether the figures are of a system that has been at work for a while. */
  default boolean isOfWarmSystem() {
    return true;
  }

  /**
   * Runs it.
   *
   * @param duration of each measured phase
   */
  List<Figure> run(Installation fairlead, Duration duration) throws Exception;
}
