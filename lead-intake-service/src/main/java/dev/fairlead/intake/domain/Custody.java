package dev.fairlead.intake.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lead, as far as the ledger has told us.
 *
 * @param epoch of the last fact applied
 * @param owner rep id; null while nobody owns it
 * @param helpers by rep id, until when they may read
 * @param mergedInto the lead that goes on in its place; null unless it was merged
 */
public record Custody(
    UUID leadId,
    boolean open,
    long epoch,
    @Nullable String owner,
    @Nullable String team,
    Map<String, Instant> helpers,
    @Nullable UUID mergedInto) {

  /** A helper without an end. */
  public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  public Custody {
    helpers = Map.copyOf(helpers);
  }

  /** A rep holds it; empty when the fact is older than what we know. */
  public Optional<Custody> ownedBy(long at, String rep, @Nullable String itsTeam) {
    return change(at, true, rep, itsTeam, null);
  }

  /** Nobody holds it; empty when the fact is older than what we know. */
  public Optional<Custody> released(long at) {
    return change(at, true, null, null, null);
  }

  /**
   * It is done, with the owner it had; empty when the fact is older than what we know.
   *
   * @param survivor the lead it was merged into; null when it was not
   */
  public Optional<Custody> closed(long at, @Nullable UUID survivor) {
    return change(at, false, owner, team, survivor);
  }

  private Optional<Custody> change(
      long at,
      boolean stillOpen,
      @Nullable String rep,
      @Nullable String itsTeam,
      @Nullable UUID survivor) {
    return at < epoch
        ? Optional.empty()
        : Optional.of(new Custody(leadId, stillOpen, at, rep, itsTeam, helpers, survivor));
  }

  /** With one more helper. */
  public Custody helpedBy(String rep, @Nullable Instant until) {
    Map<String, Instant> more = new HashMap<>(helpers);
    more.put(rep, until == null ? FOREVER : until);
    return new Custody(leadId, open, epoch, owner, team, more, mergedInto);
  }

  /** With one helper fewer. */
  public Custody withoutHelper(String rep) {
    Map<String, Instant> fewer = new HashMap<>(helpers);
    fewer.remove(rep);
    return new Custody(leadId, open, epoch, owner, team, fewer, mergedInto);
  }

  /** Whether this rep works on it at that time. */
  public boolean isWorkedBy(String rep, Instant now) {
    Instant until = helpers.get(rep);
    return rep.equals(owner) || (until != null && now.isBefore(until));
  }
}
