package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a lead with its owner beside its deadline, and since when nothing does any more.
 *
 * @param locked by its owner
 * @param disputes ids of the open disputes
 * @param appointment agreed for then; exempts until that instant
 * @param opportunity since when a deal is in sight
 * @param endedAt when the last one ended: nothing is due before
 */
public record Exemptions(
    boolean locked,
    List<String> disputes,
    @Nullable Instant appointment,
    @Nullable Instant opportunity,
    @Nullable Instant endedAt) {

  /** Nothing, and nothing before. */
  public static final Exemptions NONE = new Exemptions(false, List.of(), null, null, null);

  public Exemptions {
    disputes = List.copyOf(disputes);
  }

  /** The owner locked the lead, or no longer does. */
  public Exemptions locked(boolean now, Instant at) {
    return new Exemptions(now, disputes, appointment, opportunity, locked && !now ? at : endedAt);
  }

  /** A dispute was opened. */
  public Exemptions disputed(String id) {
    List<String> more = Stream.concat(disputes.stream(), Stream.of(id)).distinct().toList();
    return new Exemptions(locked, more, appointment, opportunity, endedAt);
  }

  /** A dispute was decided. */
  public Exemptions settled(String id, Instant at) {
    List<String> fewer = disputes.stream().filter(open -> !open.equals(id)).toList();
    Instant ended = fewer.size() < disputes.size() ? at : endedAt;
    return new Exemptions(locked, fewer, appointment, opportunity, ended);
  }

  /** Something was agreed for then, or called off. */
  public Exemptions appointed(@Nullable Instant then, Instant at) {
    boolean calledOff = appointment != null && at.isBefore(appointment) && then == null;
    return new Exemptions(locked, disputes, then, opportunity, calledOff ? at : endedAt);
  }

  /** A deal came in sight. */
  public Exemptions opened(Instant since) {
    return new Exemptions(locked, disputes, appointment, since, endedAt);
  }

  /** No deal is in sight any more. */
  public Exemptions lost(Instant at) {
    Instant ended = opportunity == null ? endedAt : at;
    return new Exemptions(locked, disputes, appointment, null, ended);
  }

  /**
   * Whether nobody can say yet when the lead may be taken for this reason. A deal in sight guards
   * against the lack of follow-up and of opportunity only: {@code no-deal} is its own clock.
   */
  boolean hold(LapseReason reason) {
    return locked
        || !disputes.isEmpty()
        || (opportunity != null
            && (reason == LapseReason.NO_FOLLOW_UP || reason == LapseReason.NO_OPPORTUNITY));
  }

  /** An instant, or the end of the exemptions if that is later. */
  Instant notBefore(Instant due) {
    return Instants.later(Instants.later(due, endedAt), appointment);
  }
}
