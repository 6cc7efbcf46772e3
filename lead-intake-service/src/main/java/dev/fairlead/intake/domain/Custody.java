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
 */
public record Custody(
    UUID leadId,
    boolean open,
    long epoch,
    @Nullable String owner,
    @Nullable String team,
    Map<String, Instant> helpers) {

  /** A helper without an end. */
  public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  public Custody {
    helpers = Map.copyOf(helpers);
  }

  /** A rep holds it; empty when the fact is older than what we know. */
  public Optional<Custody> ownedBy(long at, String rep, @Nullable String itsTeam) {
    return change(at, true, rep, itsTeam);
  }

  /** Nobody holds it; empty when the fact is older than what we know. */
  public Optional<Custody> released(long at) {
    return change(at, true, null, null);
  }

  /** It is done, with the owner it had; empty when the fact is older than what we know. */
  public Optional<Custody> closed(long at) {
    return change(at, false, owner, team);
  }

  private Optional<Custody> change(
      long at, boolean stillOpen, @Nullable String rep, @Nullable String itsTeam) {
    return at < epoch
        ? Optional.empty()
        : Optional.of(new Custody(leadId, stillOpen, at, rep, itsTeam, helpers));
  }

  /** With one more helper. */
  public Custody helpedBy(String rep, @Nullable Instant until) {
    Map<String, Instant> more = new HashMap<>(helpers);
    more.put(rep, until == null ? FOREVER : until);
    return new Custody(leadId, open, epoch, owner, team, more);
  }

  /** With one helper fewer. */
  public Custody withoutHelper(String rep) {
    Map<String, Instant> fewer = new HashMap<>(helpers);
    fewer.remove(rep);
    return new Custody(leadId, open, epoch, owner, team, fewer);
  }

  /** Whether this rep works on it at that time. */
  public boolean isWorkedBy(String rep, Instant now) {
    Instant until = helpers.get(rep);
    return rep.equals(owner) || (until != null && now.isBefore(until));
  }
}
