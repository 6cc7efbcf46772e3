package dev.fairlead.ownership;

import dev.fairlead.kit.event.Flow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who does something in the ledger, and in what course of events.
 *
 * @param operator user id or service
 * @param now the ledger's clock
 * @param batchId the batch it belongs to; null for none
 * @param activityHash of the activity it is about; null for none
 */
record Act(
    String operator,
    Flow flow,
    Instant now,
    @Nullable String batchId,
    @Nullable String activityHash) {

  Act(String operator, Flow flow, Instant now) {
    this(operator, flow, now, null, null);
  }

  Act inBatch(String id) {
    return new Act(operator, flow, now, id, activityHash);
  }

  Act about(@Nullable String hash) {
    return new Act(operator, flow, now, batchId, hash);
  }
}
