package dev.fairlead.ownership.conduct.domain;

import dev.fairlead.ownership.domain.OwnerCalendar;
import dev.fairlead.ownership.domain.Span;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a detector looks for, with its parameters. Days count on the rep's calendar. */
public sealed interface Rule {

  /** Name in settings, events and lists. */
  String name();

  /**
   * A rep works on a person whom another rep protects under another lead (撞单).
   *
   * @param ignoreOtherProductLines whether one person may have two reps for two products
   * @param kinds by what identities people are known to be one: {@code phone}, {@code email},
   *     {@code wechat}, {@code company-domain}, {@code company}
   */
  record ProtectedContact(boolean ignoreOtherProductLines, Set<String> kinds) implements Rule {
    /** Name of the rule. */
    public static final String NAME = "protected-contact";

    public ProtectedContact {
      kinds = Set.copyOf(kinds);
    }

    @Override
    public String name() {
      return NAME;
    }
  }

  /** Two reps hand a lead to and fro: there and back within a span. */
  record Swap(Span within) implements Rule {
    /** Name of the rule. */
    public static final String NAME = "swap";

    @Override
    public String name() {
      return NAME;
    }
  }

  /**
   * A rep claims leads and gives them back within a span without having worked on them.
   *
   * @param times so often within the window is a breach
   */
  record ClaimAndRelease(Span within, int times, Span window) implements Rule {
    /** Name of the rule. */
    public static final String NAME = "claim-and-release";

    @Override
    public String name() {
      return NAME;
    }
  }

  /**
   * A rep logs empty work just before a protection ends (打卡式跟进).
   *
   * @param beforeDeadline how long before the deadline it is suspect
   * @param times so often within the window is a breach
   */
  record EmptyFollowUp(Span beforeDeadline, int times, Span window) implements Rule {
    /** Name of the rule. */
    public static final String NAME = "empty-follow-up";

    @Override
    public String name() {
      return NAME;
    }
  }

  /**
   * A rep gives a lead back, a mate of his team claims it within a span and gives it to him, or
   * lets him help: the bar on previous owners got round.
   */
  record MateReclaim(Span within) implements Rule {
    /** Name of the rule. */
    public static final String NAME = "mate-reclaim";

    @Override
    public String name() {
      return NAME;
    }
  }

  /** Every rule as it is without settings. */
  static List<Rule> defaults() {
    return List.of(
        new ProtectedContact(true, Set.of("phone", "email", "wechat", "company-domain")),
        new Swap(Span.parse("P30D")),
        new ClaimAndRelease(Span.parse("P1D"), 3, Span.parse("P30D")),
        new EmptyFollowUp(Span.parse("P1D"), 3, Span.parse("P30D")),
        new MateReclaim(Span.parse("P7D")));
  }

  /** Whether an instant lies no further behind another than a span, on a calendar. */
  static boolean isWithin(Instant begin, Instant end, Span span, OwnerCalendar calendar) {
    return !end.isAfter(span.after(begin.atZone(calendar.zone()), calendar, false).toInstant());
  }
}
