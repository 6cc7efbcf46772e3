package dev.fairlead.pool.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lead as far as we have heard from the ledger, and the clock of its owner.
 *
 * @param epoch the highest epoch heard of
 * @param holder present while owned
 * @param owner the owner, or after closing the one who closed it
 * @param terms the terms it was last protected under
 * @param result {@code won}, {@code lost} or {@code invalid} once closed
 */
public record Custody(
    String leadId,
    long epoch,
    State state,
    @Nullable Episode holder,
    @Nullable String owner,
    @Nullable ProtectionTerms terms,
    @Nullable String result) {

  /** How long a refused lapse waits before it is proposed again, should nothing else happen. */
  public static final Duration RETRY = Duration.ofMinutes(15);

  /** Who holds it. */
  public enum State {
    ASSIGNING,
    OWNED,
    POOLED,
    CLOSED
  }

  /** A lead the ledger has not told of: still with assignment. */
  public static Custody unknown(String leadId) {
    return new Custody(leadId, 0, State.ASSIGNING, null, null, null, null);
  }

  /** Whether a change of custody is later than all heard of. */
  public boolean precedes(long newEpoch) {
    return newEpoch > epoch;
  }

  /** Whether a fact speaks of the owner we know. */
  public boolean concerns(long factEpoch) {
    return factEpoch == epoch && holder != null;
  }

  /**
   * A rep holds it.
   *
   * @param at start of the clock
   * @param pool the pool it was claimed from, if it was
   */
  public Custody granted(
      long newEpoch,
      String newOwner,
      @Nullable String team,
      @Nullable String pool,
      Instant at,
      Instant deadline,
      @Nullable Instant acceptBy,
      ProtectionTerms newTerms,
      Origin origin) {
    Episode episode = Episode.begin(newOwner, team, pool, at, deadline, acceptBy, origin);
    return new Custody(leadId, newEpoch, State.OWNED, episode, newOwner, newTerms, null);
  }

  /** Nobody owns it any more; a pool or assignment has it. */
  public Custody released(long newEpoch, boolean toPool) {
    State next = toPool ? State.POOLED : State.ASSIGNING;
    return new Custody(leadId, newEpoch, next, null, null, terms, null);
  }

  /** It is done. */
  public Custody closed(long newEpoch, String how, @Nullable String by) {
    return new Custody(leadId, newEpoch, State.CLOSED, null, by == null ? owner : by, terms, how);
  }

  /** The owner took it on: the accept window is met. */
  public Custody accepted(Instant at, Origin origin) {
    return holder == null || holder.acceptBy() == null
        ? this
        : holding(holder.ending(holder.deadline(), null, at, origin));
  }

  /** The protection ends at another instant. */
  public Custody extended(Instant deadline, Instant at, Origin origin) {
    return holder == null ? this : holding(holder.ending(deadline, holder.acceptBy(), at, origin));
  }

  /** The owner exempted it, or no longer does. */
  public Custody locked(boolean locked, Instant at) {
    return holder == null ? this : holding(holder.exempt(locked, holder.disputes(), at));
  }

  /** A dispute was opened ({@code +1}) or decided ({@code -1}). */
  public Custody disputed(int change, Instant at) {
    return holder == null
        ? this
        : holding(holder.exempt(holder.locked(), Math.max(0, holder.disputes() + change), at));
  }

  /** The ledger did not accept the lapse of this epoch. */
  public Custody lapseRefused(Instant now) {
    return holder == null ? this : holding(holder.refusedUntil(now.plus(RETRY)));
  }

  /** When its clock has to be looked at again; empty when nothing is left to say. */
  public Optional<Instant> nextAt(List<Span> steps, ZoneId zone) {
    return holder == null ? Optional.empty() : Schedule.of(holder, steps, zone).next(holder);
  }

  /** Lets the clock say what is due by now: warnings first, then the lapse. */
  public Rung ring(List<Span> steps, ZoneId zone, Instant now) {
    if (holder == null || holder.frozen()) {
      return new Rung(this, List.of());
    }
    Schedule schedule = Schedule.of(holder, steps, zone);
    List<Alarm> alarms = new ArrayList<>();
    Episode after = holder;
    Optional<Schedule.Warning> warning = schedule.due(after, now);
    if (warning.isPresent()) {
      alarms.add(new Alarm.Expiring(epoch, after.owner(), after.end(), warning.get().step()));
      after = after.warned(warning.get().at());
    }
    if (schedule.next(after).filter(at -> !at.isAfter(now)).isPresent()) {
      alarms.add(new Alarm.Lapsed(epoch, after.owner(), after.end(), after.reason()));
      after = after.proposed();
    }
    return new Rung(holding(after), alarms);
  }

  private Custody holding(Episode episode) {
    return new Custody(leadId, epoch, state, episode, owner, terms, result);
  }

  /** A custody after its clock was looked at, with what it said. */
  public record Rung(Custody custody, List<Alarm> alarms) {}
}
