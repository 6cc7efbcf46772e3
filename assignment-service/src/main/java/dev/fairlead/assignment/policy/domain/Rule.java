package dev.fairlead.assignment.policy.domain;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One rule.
 *
 * @param name for people; the id when it has none
 * @param stage the stage it serves; null for new leads
 * @param assign whom it gives leads to; null when it gives them to nobody
 * @param protect terms of what it assigns
 * @param otherwise what happens when nobody can take the lead
 */
public record Rule(
    String id,
    String name,
    Condition when,
    @Nullable String stage,
    @Nullable Assign assign,
    Protect protect,
    Otherwise otherwise) {

  /**
   * Whom a rule gives leads to, and how.
   *
   * @param team its members are the candidates; null for everybody
   * @param eligible who of them
   * @param prefer who goes first among those who can; null for no preference
   * @param rateCap most leads in a window; null for no limit
   * @param availability how long from now the earliest duty may be away (elapsed time); zero means
   *     on duty now
   */
  public record Assign(
      @Nullable String team,
      Condition eligible,
      @Nullable Condition prefer,
      Strategy strategy,
      boolean respectCapacity,
      @Nullable RateCap rateCap,
      Duration availability) {

    /** How far away the earliest duty may be when a rule does not say. */
    public static final Duration LONGEST_AVAILABILITY = Duration.ofHours(120);
  }

  /** How a lead is given to one of those who can take it. */
  public enum Strategy {
    /** Who has waited longest. */
    ROUND_ROBIN,
    /** Who is furthest behind his share. */
    WEIGHTED,
    /** Who has most room. */
    LEAST_LOADED
  }

  /**
   * Most leads a rep is given in a calendar window of his own clock.
   *
   * @param per hour, day, week (from Monday) or month
   */
  public record RateCap(ChronoUnit per, int max) {}

  /**
   * Protection terms as ISO-8601 texts; see the terms of an ownership.
   *
   * @param accept accept window; null when leads need not be accepted
   * @param days {@code calendar} or {@code working}
   */
  public record Protect(
      String initial, String extend, String max, @Nullable String accept, String days) {}

  /** What happens when a rule finds nobody. */
  public sealed interface Otherwise {
    /** The lead goes to a pool. */
    record ToPool(String pool) implements Otherwise {}

    /** The lead waits for somebody. */
    record Hold() implements Otherwise {}

    /** The rules below are asked. */
    record Next() implements Otherwise {}

    /** The fallback is asked. */
    record Fallback() implements Otherwise {}
  }
}
