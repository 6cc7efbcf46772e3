package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.evidence.Evidence;
import dev.fairlead.ownership.domain.Custody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger, in its place in the chain of its lead.
 *
 * @param seq number within the lead, from 1
 * @param epoch the epoch after it
 * @param madeEpoch whether custody changed, which raised the epoch
 * @param words the reason, if somebody gave one
 * @param from the owner before; null for none
 * @param to the owner after; null for none
 * @param operator who brought it about: a user id or a service
 * @param causedBy id of the proposal's event; null for a command
 * @param activityHash of the activity it is about; null for none
 * @param state name of the state it leads to
 * @param doc the custody it leads to, as JSON
 */
public record Entry(
    String leadId,
    long seq,
    Instant at,
    long epoch,
    boolean madeEpoch,
    String cause,
    @Nullable String from,
    @Nullable String to,
    String operator,
    Words words,
    @Nullable String ruleId,
    @Nullable Integer policyVersion,
    String correlationId,
    @Nullable String causedBy,
    @Nullable String batchId,
    @Nullable String activityHash,
    String state,
    String doc,
    @Nullable String previousHash,
    @Nullable String hash) {

  /** An entry with its hash. */
  Entry sealed() {
    return withHash(Evidence.hash(statement()));
  }

  /** Whether it is part of the chain; entries from before there was one are not. */
  public boolean isChained() {
    return hash != null;
  }

  /** Where the chain ends with it. */
  public Chain end() {
    return Chain.of(leadId, seq, hash);
  }

  /** The custody it leads to. */
  Custody custody() {
    return CustodyJson.read(state, doc);
  }

  /** The entry as evidence shows it; its hash covers all of it but itself and the typed words. */
  public ObjectNode statement() {
    ObjectNode out = EventJson.mapper().createObjectNode();
    out.put("leadId", leadId).put("seq", seq).put("at", at.toString());
    out.put("epoch", epoch).put("madeEpoch", madeEpoch).put("cause", cause);
    put(out, "from", from);
    put(out, "to", to);
    out.put("operator", operator);
    words.into(out, "reason");
    put(out, "ruleId", ruleId);
    if (policyVersion != null) {
      out.put("policyVersion", policyVersion);
    }
    out.put("correlationId", correlationId);
    put(out, "causationId", causedBy);
    put(out, "batchId", batchId);
    put(out, "activityHash", activityHash);
    out.put("state", state).set("custody", CustodyJson.tree(doc));
    put(out, "previousHash", previousHash);
    put(out, "hash", hash);
    return out;
  }

  private static void put(ObjectNode out, String name, @Nullable String value) {
    if (value != null) {
      out.put(name, value);
    }
  }

  private Entry withHash(String made) {
    return new Entry(
        leadId,
        seq,
        at,
        epoch,
        madeEpoch,
        cause,
        from,
        to,
        operator,
        words,
        ruleId,
        policyVersion,
        correlationId,
        causedBy,
        batchId,
        activityHash,
        state,
        doc,
        previousHash,
        made);
  }
}
