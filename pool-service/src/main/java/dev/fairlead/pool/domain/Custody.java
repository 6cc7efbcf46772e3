package dev.fairlead.pool.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lead as far as we have heard from the ledger, and the clock of its owner.
 *
 * @param epoch the highest epoch heard of
 * @param holder present while owned, and after a won deal while its contract has a clock
 * @param owner the owner, or after closing the one who closed it
 * @param terms the terms it was last protected under
 * @param result {@code won}, {@code lost}, {@code invalid} or {@code merged} once closed
 * @param rounds how often owners lost it or gave it back since somebody last worked on it
 */
public record Custody(
    String leadId,
    long epoch,
    State state,
    @Nullable Episode holder,
    @Nullable String owner,
    @Nullable ProtectionTerms terms,
    @Nullable String result,
    int rounds) {

  /** How long a refused lapse waits before it is proposed again, should nothing else happen. */
  public static final Duration RETRY = Duration.ofMinutes(15);

  /** The same where the ledger only found it too early: its clock and ours differ a little. */
  public static final Duration SOON = Duration.ofSeconds(2);

  private static final String WON = "won";
  private static final String NOT_DUE = "not-due";

  /** Part of a warning's notice that must be left for it to count as one in time. */
  private static final int IN_TIME = 4;

  /** Who holds it. */
  public enum State {
    ASSIGNING,
    OWNED,
    POOLED,
    CLOSED
  }

  /** A lead the ledger has not told of: still with assignment. */
  public static Custody unknown(String leadId) {
    return new Custody(leadId, 0, State.ASSIGNING, null, null, null, null, 0);
  }

  /** Whether a change of custody is later than all heard of. */
  public boolean precedes(long newEpoch) {
    return newEpoch > epoch;
  }

  /** Whether a fact speaks of the owner we know. */
  public boolean concerns(long factEpoch) {
    return factEpoch == epoch && holder != null;
  }

  /** A rep holds it, and a new time of his begins. */
  public Custody granted(long newEpoch, Episode episode, ProtectionTerms newTerms) {
    return new Custody(
        leadId, newEpoch, State.OWNED, episode, episode.owner(), newTerms, null, rounds);
  }

  /**
   * Another rep holds it, in the same episode.
   *
   * @param at when it changed hands
   * @param anew his time, should we not know of the episode
   */
  public Custody transferred(
      long newEpoch, Episode anew, ProtectionTerms newTerms, RepCalendar calendar, Instant at) {
    if (holder == null) {
      return granted(newEpoch, anew, newTerms);
    }
    Protection told = anew.protection();
    Protection changed =
        holder.protection().handedTo(told.deadline(), told.hardEnd(), told.acceptBy());
    return granted(
        newEpoch,
        holder.transferred(anew.owner(), anew.team(), changed, calendar, at, anew.origin()),
        newTerms);
  }

  /**
   * Nobody owns it any more; a pool or assignment has it.
   *
   * @param round whether an owner lost it, or gave it back
   */
  public Custody released(long newEpoch, boolean toPool, boolean round) {
    State next = toPool ? State.POOLED : State.ASSIGNING;
    return new Custody(
        leadId, newEpoch, next, null, null, terms, null, round ? rounds + 1 : rounds);
  }

  /** It is done; a won deal whose contract ends goes on having a clock. */
  public Custody closed(
      long newEpoch,
      String how,
      @Nullable String by,
      @Nullable Instant contractUntil,
      RepCalendar calendar,
      Instant at,
      Origin origin) {
    boolean won = WON.equals(how);
    Episode contract =
        !won || holder == null || contractUntil == null
            ? null
            : holder.with(holder.protection().won(contractUntil), calendar, at, origin);
    return new Custody(
        leadId,
        newEpoch,
        State.CLOSED,
        contract == null || contract.dues().isEmpty() ? null : contract,
        by == null ? owner : by,
        terms,
        how,
        won ? 0 : rounds);
  }

  /** The owner took it on: the accept window is met. */
  public Custody accepted(RepCalendar calendar, Instant at, Origin origin) {
    return holder == null
        ? this
        : holding(holder.with(holder.protection().taken(), calendar, at, origin));
  }

  /** Somebody worked on it, in a way that counts. */
  public Custody worked(Instant then, RepCalendar calendar, Instant at, Origin origin) {
    return holder == null
        ? this
        : holding(holder.with(holder.protection().worked(then), calendar, at, origin)).fresh();
  }

  /** The protection ends at another instant. */
  public Custody extended(Instant deadline, RepCalendar calendar, Instant at, Origin origin) {
    return holder == null
        ? this
        : holding(holder.with(holder.protection().until(deadline), calendar, at, origin));
  }

  /** Something exempts it now, or no longer does. */
  public Custody exempt(Exemption change, RepCalendar calendar, Instant at, Origin origin) {
    return holder == null
        ? this
        : holding(holder.with(change.on(holder.exemptions(), at), calendar, at, origin));
  }

  /** The rules that were meant for it from the beginning. */
  public Custody settled(ClockRules rules, RepCalendar calendar, Instant at) {
    return holder == null ? this : holding(holder.settled(rules, calendar, at));
  }

  /** Changed rules, applied to the running clock; they end nothing before the grace is over. */
  public Custody under(ClockRules rules, RepCalendar calendar, Instant grace, Instant at) {
    return holder == null ? this : holding(holder.under(rules, calendar, grace, at));
  }

  /** The ledger did not accept the lapse of this epoch. */
  public Custody lapseRefused(String reason, Instant now) {
    Instant again = now.plus(NOT_DUE.equals(reason) ? SOON : RETRY);
    return holder == null ? this : holding(holder.with(holder.course().refusedUntil(again)));
  }

  /** As if nobody had lost it yet. */
  public Custody fresh() {
    return new Custody(leadId, epoch, state, holder, owner, terms, result, 0);
  }

  /** The end of the owner's time; empty when there is none, or nobody can say. */
  public Optional<End> end() {
    return Optional.ofNullable(holder).flatMap(Episode::end);
  }

  /** When its clock has to be looked at again; empty when nothing is left to say. */
  public Optional<Instant> nextAt(RepCalendar calendar) {
    return Optional.ofNullable(holder)
        .flatMap(
            episode ->
                Schedule.of(episode, calendar.zone())
                    .flatMap(schedule -> schedule.next(episode.course())));
  }

  /**
   * Lets the clock say what is due by now: warnings first, then the lapse. A warning that comes too
   * late, after a downtime or an exemption, moves the end until it was one.
   */
  public Rung ring(RepCalendar calendar, Instant now) {
    Episode episode = holder;
    Optional<Schedule> found =
        Optional.ofNullable(episode).flatMap(e -> Schedule.of(e, calendar.zone()));
    if (episode == null || found.isEmpty()) {
      return new Rung(this, List.of());
    }
    Schedule schedule = found.get();
    Optional<Schedule.Warning> warning = schedule.due(episode.course(), now);
    if (warning.isPresent() && late(episode, schedule.end(), now)) {
      return postponed(episode, schedule.end(), now);
    }
    List<Alarm> alarms = new ArrayList<>();
    Course course = episode.course();
    if (warning.isPresent()) {
      alarms.add(
          new Alarm.Expiring(epoch, episode.owner(), schedule.end().at(), warning.get().step()));
      course = course.warned(warning.get().at());
    }
    if (schedule.next(course).filter(at -> !at.isAfter(now)).isPresent()) {
      alarms.add(new Alarm.Lapsed(epoch, episode.owner(), schedule.end().due()));
      course = course.asProposed();
    }
    return new Rung(holding(episode.with(course)), alarms);
  }

  private static boolean late(Episode episode, End end, Instant now) {
    Duration notice = episode.notice(end);
    return episode.course().warnedAt() == null
        && !notice.isZero()
        && Duration.between(now, end.at()).compareTo(notice.dividedBy(IN_TIME)) < 0;
  }

  private Rung postponed(Episode episode, End end, Instant now) {
    Duration notice = episode.notice(end);
    Instant until = now.plus(notice);
    return new Rung(
        holding(episode.with(episode.course().postponed(now, until))),
        List.of(new Alarm.Expiring(epoch, episode.owner(), until, notice.toString())));
  }

  private Custody holding(Episode episode) {
    return new Custody(leadId, epoch, state, episode, owner, terms, result, rounds);
  }

  /** A custody after its clock was looked at, with what it said. */
  public record Rung(Custody custody, List<Alarm> alarms) {}

  /** A change of what exempts a lead from recycling. */
  @FunctionalInterface
  public interface Exemption {
    /** The exemptions after it. */
    Exemptions on(Exemptions before, Instant at);
  }
}
