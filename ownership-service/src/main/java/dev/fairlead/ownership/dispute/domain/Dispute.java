package dev.fairlead.ownership.dispute.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dispute (撞单).
 *
 * @param epoch of the ownership that is disputed
 * @param claimant the rep who says the lead is his
 * @param owner the rep who owned it when the dispute was opened
 * @param team of the lead, whose managers decide
 * @param claim what the claimant says
 * @param wants {@code ownership} or {@code split}
 * @param overdueAt when it was found undecided past its deadline; null before
 * @param state {@code open}, {@code decided}, {@code withdrawn} or {@code moot}
 * @param outcome {@code uphold}, {@code transfer}, {@code split} or {@code pool}, once decided
 * @param credit share by rep, when split
 */
public record Dispute(
    String id,
    String leadId,
    long epoch,
    String claimant,
    String owner,
    @Nullable String team,
    String claim,
    String wants,
    List<String> evidence,
    Instant openedAt,
    Instant decideBy,
    @Nullable Instant overdueAt,
    String state,
    @Nullable String outcome,
    @Nullable String reason,
    @Nullable Map<String, Double> credit,
    @Nullable String endedBy,
    @Nullable Instant endedAt) {

  /** State of a dispute nobody has ended. */
  public static final String OPEN = "open";

  public Dispute {
    evidence = List.copyOf(evidence);
    credit = credit == null ? null : Map.copyOf(credit);
  }

  /** Whether it still freezes the lead. */
  public boolean isOpen() {
    return OPEN.equals(state);
  }

  /** Whether it is about somebody himself, so that he cannot decide it. */
  public boolean isParty(String user) {
    return user.equals(claimant) || user.equals(owner);
  }
}
