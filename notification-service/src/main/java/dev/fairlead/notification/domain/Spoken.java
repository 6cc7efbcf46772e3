package dev.fairlead.notification.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;

/** Times as people say them. */
final class Spoken {

  private Spoken() {}

  /** An ISO-8601 time such as {@code P3D} or {@code PT20S}; empty words for no time at all. */
  static Text of(String iso) {
    try {
      return iso.contains("T") ? of(Duration.parse(iso)) : days(Period.parse(iso));
    } catch (DateTimeException e) {
      return new Text(iso, iso);
    }
  }

  private static Text days(Period period) {
    return unit(period.toTotalMonths() * 30 + period.getDays(), "天", "day");
  }

  private static Text of(Duration time) {
    if (time.isZero() || time.isNegative()) {
      return new Text("", "");
    }
    if (time.toSeconds() % 86_400 == 0) {
      return unit(time.toDays(), "天", "day");
    }
    if (time.toSeconds() % 3_600 == 0) {
      return unit(time.toHours(), "小时", "hour");
    }
    if (time.toSeconds() % 60 == 0) {
      return unit(time.toMinutes(), "分钟", "minute");
    }
    return unit(Math.max(1, time.toSeconds()), "秒", "second");
  }

  private static Text unit(long n, String zh, String en) {
    return n <= 0 ? new Text("", "") : new Text(n + " " + zh, n + " " + en + (n == 1 ? "" : "s"));
  }
}
