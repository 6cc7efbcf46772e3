package dev.fairlead.acceptance.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param unit {@code /s}, {@code ms} or {@code s}
 * @param yardstick what it is compared with; null when there is nothing to compare it with
 * @param target the far goal, in words; null for none
 */
record Figure(
    String what,
    double value,
    String unit,
    @Nullable Yardstick yardstick,
    @Nullable String target) {

  /** Another figure of the same run and unit. */
  record Yardstick(String what, double value) {}

  static Figure of(String what, double value, String unit) {
    return new Figure(what, value, unit, null, null);
  }

  Figure against(@Nullable Yardstick measure) {
    return new Figure(what, value, unit, measure, target);
  }

  Figure aimingAt(String goal) {
    return new Figure(what, value, unit, yardstick, goal);
  }

  /** How often the yardstick fits in; null without one. */
  @Nullable Double ratio() {
    return yardstick == null || yardstick.value() == 0 ? null : value / yardstick.value();
  }
}
