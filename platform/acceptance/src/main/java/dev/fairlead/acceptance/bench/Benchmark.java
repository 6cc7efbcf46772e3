package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.List;

/** One benchmark: it drives a running installation for a while and answers with figures. */
interface Benchmark {

  /** By which it is asked for. */
  String name();

  /**
   * Runs it.
   *
   * @param duration of each measured phase
   */
  List<Figure> run(Installation fairlead, Duration duration) throws Exception;
}
