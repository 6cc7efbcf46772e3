package dev.fairlead.ownership.report.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param from ownerships that began then or later
 * @param to and before that
 * @param zone in which days, weeks and months begin
 * @param level of the region tree, 1 for the top; 0 for the most specific region known
 * @param teams of the ownerships; null for every team
 * @param rep of the ownerships; null for every rep
 * @param now when the question is asked
 */
public record Question(
    By by,
    @Nullable Period period,
    Instant from,
    Instant to,
    ZoneId zone,
    int level,
    @Nullable Set<String> teams,
    @Nullable String rep,
    Instant now) {

  /** What lines are about. */
  public enum By {
    REP,
    TEAM,
    REGION,
    SOURCE,
    PRODUCT_LINE;

    /** As it is asked for. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How the span is divided. */
  public enum Period {
    DAY,
    WEEK,
    MONTH;

    /** As it is asked for. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
