package dev.fairlead.assignment;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Which roster and which policy hold. Decisions share the row's lock and changes take it alone, so
 * a decision never falls between a change and the waking of what waited for it.
 *
 * @param rosterVersion grows with every change of the roster
 * @param activePolicy version of the active policy; null for none
 * @param shadow the policy that decides along without any effect; null for none
 */
public record AssignmentState(
    long rosterVersion, @Nullable Integer activePolicy, @Nullable Shadow shadow) {

  /**
   * A policy that decides along.
   *
   * @param run number of the run
   */
  public record Shadow(long run, int version) {}

  /** A state without a shadow. */
  public AssignmentState(long rosterVersion, @Nullable Integer activePolicy) {
    this(rosterVersion, activePolicy, null);
  }

  private static final String WAKE =
      """
      update custody set retry_at = now()
      where lead_id in (select lead_id from custody where phase = 'held' for update skip locked)
      """;

  /** The state, which cannot change until the transaction ends. */
  public static Uni<AssignmentState> share(Mutiny.Session session) {
    return read(session, "for share of s");
  }

  /** The state as it is. */
  public static Uni<AssignmentState> look(Mutiny.Session session) {
    return read(session, "");
  }

  /** The state, for changing it: waits for the decisions under way. */
  public static Uni<AssignmentState> take(Mutiny.Session session) {
    return read(session, "for update of s");
  }

  private static Uni<AssignmentState> read(Mutiny.Session session, String lock) {
    return Sql.on(session)
        .list(
            "select s.roster_version, s.active_policy, s.shadow_run, r.version from assignment_state s"
                + " left join shadow_run r on r.seq = s.shadow_run and r.ended_at is null "
                + lock,
            row ->
                new AssignmentState(
                    row.getLong(0),
                    row.getInteger(1),
                    row.getInteger(3) == null
                        ? null
                        : new Shadow(row.getLong(2), row.getInteger(3))))
        .map(rows -> rows.getFirst());
  }

  /** Makes this the state, and has everything that waits looked at again. */
  public Uni<Void> put(Mutiny.Session session) {
    Sql sql = Sql.on(session);
    return sql.update(
            "update assignment_state set roster_version = $1, active_policy = $2",
            rosterVersion,
            activePolicy)
        .chain(() -> sql.update(WAKE))
        .replaceWithVoid();
  }
}
