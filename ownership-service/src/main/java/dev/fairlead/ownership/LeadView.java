package dev.fairlead.ownership;

import dev.fairlead.events.Terms;
import dev.fairlead.ownership.adapter.LedgerEvents;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Exemptions;
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
    @Nullable Instant appointment,
    @Nullable Instant opportunity,
    @Nullable List<String> disputes,
    @Nullable String stage,
    @Nullable String cause,
    @Nullable String decisionId,
    @Nullable String ruleId,
    @Nullable Integer policyVersion,
    @Nullable String result,
    @Nullable String mergedInto,
    @Nullable Instant contractUntil) {

  /** The view of a custody at a moment, when helpers whose time is over are gone. */
  public static LeadView of(String leadId, Custody custody, Instant now) {
    return switch (custody) {
      case Custody.Assigning a -> assigning(leadId, a, now);
      case Custody.Pooled p -> pooled(leadId, p);
      case Custody.Closed c -> closed(leadId, c);
      case Custody.Owned o -> owned(leadId, o, now);
    };
  }

  private static LeadView owned(String leadId, Custody.Owned o, Instant now) {
    Custody.Protection p = o.protection();
    Exemptions e = o.exemptions();
    return new LeadView(
        leadId,
        "owned",
        o.epoch(),
        o.owner(),
        o.team(),
        null,
        active(o, now),
        LedgerEvents.terms(p.terms()),
        p.acquiredAt(),
        p.deadline(),
        p.hardEnd(),
        p.acceptBy(),
        p.acceptedAt(),
        e.locked(),
        e.appointment(),
        e.opportunity(),
        e.disputes(),
        o.stage(),
        o.grant().cause(),
        o.grant().decisionId(),
        o.grant().ruleId(),
        o.grant().policyVersion(),
        null,
        null,
        null);
  }

  private static LeadView assigning(String leadId, Custody.Assigning a, Instant now) {
    return new LeadView(
        leadId,
        "assigning",
        a.epoch(),
        null,
        null,
        null,
        active(a, now),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        a.stage(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static LeadView pooled(String leadId, Custody.Pooled p) {
    return new LeadView(
        leadId, "pooled", p.epoch(), null, null, p.pool(), List.of(), null, null, null, null, null,
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  private static LeadView closed(String leadId, Custody.Closed c) {
    return new LeadView(
        leadId,
        "closed",
        c.epoch(),
        c.owner(),
        c.team(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        c.result(),
        c.mergedInto(),
        c.contractUntil());
  }

  private static List<Custody.Helper> active(Custody custody, Instant now) {
    return custody.helpers().stream().filter(h -> h.isActive(now)).toList();
  }
}
