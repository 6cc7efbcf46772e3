package dev.fairlead.ownership;

import dev.fairlead.events.Terms;
import dev.fairlead.ownership.adapter.LedgerEvents;
import dev.fairlead.ownership.domain.Custody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a lead stands, as the outside sees it. Absent fields do not apply to its state. */
public record LeadView(
    String leadId,
    String state,
    long epoch,
    @Nullable String owner,
    @Nullable String team,
    @Nullable String pool,
    List<Custody.Helper> helpers,
    @Nullable Terms terms,
    @Nullable Instant acquiredAt,
    @Nullable Instant deadline,
    @Nullable Instant hardEnd,
    @Nullable Instant acceptBy,
    @Nullable Instant acceptedAt,
    @Nullable Boolean locked,
    @Nullable String cause,
    @Nullable String decisionId,
    @Nullable String ruleId,
    @Nullable String result) {

  /** The view of a custody at a moment, when helpers whose time is over are gone. */
  public static LeadView of(String leadId, Custody custody, Instant now) {
    return switch (custody) {
      case Custody.Assigning a -> bare(leadId, "assigning", a.epoch(), null, null, null);
      case Custody.Pooled p -> bare(leadId, "pooled", p.epoch(), null, p.pool(), null);
      case Custody.Closed c -> bare(leadId, "closed", c.epoch(), c.owner(), null, c.result());
      case Custody.Owned o -> owned(leadId, o, now);
    };
  }

  private static LeadView owned(String leadId, Custody.Owned o, Instant now) {
    Custody.Protection p = o.protection();
    return new LeadView(
        leadId,
        "owned",
        o.epoch(),
        o.owner(),
        o.team(),
        null,
        o.helpers().stream().filter(h -> h.isActive(now)).toList(),
        LedgerEvents.terms(p.terms()),
        p.acquiredAt(),
        p.deadline(),
        p.hardEnd(),
        p.acceptBy(),
        p.acceptedAt(),
        o.locked(),
        o.grant().cause(),
        o.grant().decisionId(),
        o.grant().ruleId(),
        null);
  }

  private static LeadView bare(
      String leadId,
      String state,
      long epoch,
      @Nullable String owner,
      @Nullable String pool,
      @Nullable String result) {
    return new LeadView(
        leadId, state, epoch, owner, null, pool, List.of(), null, null, null, null, null, null,
        null, null, null, null, result);
  }
}
