package dev.fairlead.acceptance.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param unit {@code /s}, {@code ms}, {@code s}, {@code MiB} or {@code GiB}
 * @param yardstick what it is compared with; null when there is nothing to compare it with
 * @param goal null for none
 */
record Figure(
    String what, double value, String unit, @Nullable Yardstick yardstick, @Nullable Goal goal) {

  /** Another figure of the same run and unit. */
  record Yardstick(String what, double value) {}

  static Figure of(String what, double value, String unit) {
    return new Figure(what, value, unit, null, null);
  }

  Figure against(@Nullable Yardstick measure) {
    return new Figure(what, value, unit, measure, goal);
  }

  /** With a goal in words, as {@link Goal} reads them. */
  Figure aimingAt(String words) {
    return new Figure(what, value, unit, yardstick, Goal.of(words));
  }

  /** How often the yardstick fits in; null without one. */
  @Nullable Double ratio() {
    return yardstick == null || yardstick.value() == 0 ? null : value / yardstick.value();
  }

  /** Whether it reaches its goal; null without one. */
  @Nullable Boolean isMet() {
    return goal == null ? null : goal.isMet(value, ratio());
  }
}
