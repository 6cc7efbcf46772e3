package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lead that leaves its owner, should nobody do anything.
 *
 * @param deadline when
 * @param to {@code pool}, {@code assignment}, or {@code archive} when its pool gives it up then
 * @param pool whose rules its clock goes by
 */
public record Leaving(
    String leadId,
    String repId,
    Instant deadline,
    String reason,
    String to,
    @Nullable String pool) {

  /** Where a lead goes that was lost too often. */
  public static final String ARCHIVE = "archive";

  /** The lead of a custody that has an end. */
  public static Optional<Leaving> of(Custody custody, Configuration configuration) {
    Episode holder = custody.holder();
    return holder == null
        ? Optional.empty()
        : holder.end().map(end -> of(custody, holder, end, configuration));
  }

  private static Leaving of(Custody custody, Episode holder, End end, Configuration configuration) {
    String pool = holder.rules().pool();
    return new Leaving(
        custody.leadId(),
        holder.owner(),
        end.at(),
        end.due().reason().code(),
        goal(custody, end.due(), configuration.pool(pool)),
        pool);
  }

  private static String goal(Custody custody, Due due, Optional<Pool> pool) {
    if (due.to() == Destination.ASSIGNMENT) {
      return Destination.ASSIGNMENT.code();
    }
    if (due.to() == null && due.reason() == LapseReason.NOT_ACCEPTED) {
      return Destination.ASSIGNMENT.code();
    }
    int rounds = custody.rounds() + 1;
    return pool.filter(p -> p.circulation().archive().reached(rounds)).isPresent()
        ? ARCHIVE
        : Destination.POOL.code();
  }

  /** Its place in a list by deadline. */
  public String place() {
    return deadline + "|" + leadId;
  }
}
