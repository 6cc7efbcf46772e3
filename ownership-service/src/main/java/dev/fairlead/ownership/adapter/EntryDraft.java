package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.LedgerFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become the next entry of a lead.
 *
 * @param operator who brings it about: a user id or a service
 * @param batchId the batch it belongs to; null for none
 * @param activityHash of the activity it is about; null for none
 */
public record EntryDraft(
    String leadId,
    Custody before,
    Custody after,
    List<LedgerFact> facts,
    String operator,
    Flow flow,
    Instant now,
    @Nullable String batchId,
    @Nullable String activityHash) {

  /** The entry behind the end of a chain. */
  public Entry after(Chain chain) {
    LedgerFact what = LedgerEvents.principal(facts);
    Custody.Grant grant = after instanceof Custody.Owned o ? o.grant() : null;
    return new Entry(
            leadId,
            chain.length() + 1,
            now,
            after.epoch(),
            after.epoch() != before.epoch(),
            LedgerEvents.cause(what),
            owner(before),
            owner(after),
            operator,
            Words.of(LedgerEvents.reason(what)),
            grant == null ? null : grant.ruleId(),
            grant == null ? null : grant.policyVersion(),
            flow.correlationId(),
            flow.causationId(),
            batchId,
            activityHash,
            CustodyJson.state(after),
            CustodyJson.write(after),
            chain.head(),
            null)
        .sealed();
  }

  private static @Nullable String owner(Custody custody) {
    return custody instanceof Custody.Owned o ? o.owner() : null;
  }
}
