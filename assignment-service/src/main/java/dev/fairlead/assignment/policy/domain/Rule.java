package dev.fairlead.assignment.policy.domain;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
   * @param rateCaps most leads in a window; all of them hold
   * @param availability how long from now the earliest duty may be away (elapsed time); zero means
   *     on duty now
   * @param helpers who comes along to help; null for nobody
   */
  public record Assign(
      @Nullable String team,
      Condition eligible,
      @Nullable Condition prefer,
      Strategy strategy,
      boolean respectCapacity,
      List<RateCap> rateCaps,
      Duration availability,
      @Nullable Helpers helpers) {

    public Assign {
      rateCaps = List.copyOf(rateCaps);
    }

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
    LEAST_LOADED,
    /** Who is furthest behind a share that grows with his results. */
    PERFORMANCE,
    /** Who is likely to win this kind of lead, by a draw that also tries the others. */
    BEST_MATCH,
    /** Who was first in contact with the person; without any contact, who has waited longest. */
    FIRST_TOUCH
  }

  /**
   * Who helps the one that gets a lead (区域主力 + 专家支援). A helper is never accountable; who has waited
   * longest is taken.
   *
   * @param team whose members may help; null for everybody
   * @param count how many, at most
   * @param access {@code read} or {@code write}
   */
  public record Helpers(@Nullable String team, Condition eligible, int count, String access) {}

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
