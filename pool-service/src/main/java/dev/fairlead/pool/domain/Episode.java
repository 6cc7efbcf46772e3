package dev.fairlead.pool.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One owner's time with a lead: what its dues count from, what holds them, and how far they have
 * come.
 *
 * @param pool the pool it was claimed from, if it was
 * @param rules frozen when the time began
 * @param dues everything that may end it, computed when what they count from changed last
 * @param origin the course of events the present end came by
 */
public record Episode(
    String owner,
    @Nullable String team,
    @Nullable String pool,
    Protection protection,
    Exemptions exemptions,
    ClockRules rules,
    List<Due> dues,
    Course course,
    Origin origin) {

  public Episode {
    dues = List.copyOf(dues);
  }

  /** A new owner's time. */
  public static Episode begin(
      String owner,
      @Nullable String team,
      @Nullable String pool,
      Protection protection,
      ClockRules rules,
      RepCalendar calendar,
      Origin origin) {
    return new Episode(
        owner,
        team,
        pool,
        protection,
        Exemptions.NONE,
        rules,
        DuePlan.of(protection, null, rules, calendar),
        Course.from(protection.acquiredAt(), null),
        origin);
  }

  /** Another owner goes on in the same episode, from the transfer on. */
  Episode transferred(
      String to,
      @Nullable String newTeam,
      Protection changed,
      RepCalendar calendar,
      Instant at,
      Origin by) {
    return new Episode(
        to,
        newTeam,
        pool,
        changed,
        exemptions,
        rules,
        DuePlan.of(changed, exemptions.opportunity(), rules, calendar),
        Course.from(at, course.notBefore()),
        by);
  }

  /**
   * The instant that ends it and why: the earliest of its dues, of those that nothing holds. Empty
   * while an exemption whose end nobody knows holds them all.
   */
  public Optional<End> end() {
    return dues.stream()
        .filter(due -> !exemptions.hold(due.reason()))
        .map(due -> new End(due, from(due.at())))
        .min(Comparator.comparing(End::at));
  }

  private Instant from(Instant due) {
    return Instants.later(exemptions.notBefore(due), course.notBefore());
  }

  /** Whether the clock stands still. */
  public boolean frozen() {
    return end().isEmpty();
  }

  /** Least time between a warning that comes too late and this end. */
  Duration notice(End end) {
    return rules.notice(protection.acquiredAt(), end.due().deadline());
  }

  /** The same time with another protection. */
  Episode with(Protection changed, RepCalendar calendar, Instant at, Origin by) {
    return replanned(changed, exemptions, rules, course.notBefore(), calendar, at, by);
  }

  /** The same time with other exemptions. */
  Episode with(Exemptions changed, RepCalendar calendar, Instant at, Origin by) {
    return replanned(protection, changed, rules, course.notBefore(), calendar, at, by);
  }

  /** The same time under the rules that were meant for it, once its facts are known. */
  Episode settled(ClockRules chosen, RepCalendar calendar, Instant at) {
    return replanned(protection, exemptions, chosen, course.notBefore(), calendar, at, origin);
  }

  /**
   * The same time under changed rules. What they would end earlier than the old ones ends no
   * earlier than the grace, and never within the protection.
   *
   * @param grace instant before which the change ends nothing
   */
  Episode under(ClockRules changed, RepCalendar calendar, Instant grace, Instant at) {
    Episode next =
        replanned(protection, exemptions, changed, course.notBefore(), calendar, at, origin);
    Optional<End> before = end();
    Optional<End> after = next.end();
    if (after.isEmpty() || (before.isPresent() && !after.get().at().isBefore(before.get().at()))) {
      return next;
    }
    Instant least = before.map(End::at).filter(old -> old.isBefore(grace)).orElse(grace);
    Instant notBefore = Instants.later(least, course.notBefore());
    return replanned(protection, exemptions, changed, notBefore, calendar, at, origin);
  }

  /** Another end is warned of anew; the same one goes on as it was. */
  private Episode replanned(
      Protection changed,
      Exemptions held,
      ClockRules by,
      @Nullable Instant notBefore,
      RepCalendar calendar,
      Instant at,
      Origin cause) {
    List<Due> planned = DuePlan.of(changed, held.opportunity(), by, calendar);
    Course anew = Course.from(at, notBefore);
    Episode next = new Episode(owner, team, pool, changed, held, by, planned, anew, cause);
    return next.end().equals(end())
        ? new Episode(
            owner, team, pool, changed, held, by, planned, course.notBefore(notBefore), origin)
        : next;
  }

  /** The same time, its clock further on. */
  Episode with(Course further) {
    return new Episode(owner, team, pool, protection, exemptions, rules, dues, further, origin);
  }
}
