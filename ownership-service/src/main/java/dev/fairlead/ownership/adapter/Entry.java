package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.domain.Custody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger.
 *
 * @param madeEpoch whether custody changed, which raised the epoch
 * @param from the owner before; null for none
 * @param to the owner after; null for none
 * @param operator who brought it about: a user id or a service
 * @param causedBy id of the proposal's event; null for a command
 * @param custody the custody the entry leads to
 */
public record Entry(
    String leadId,
    Instant at,
    boolean madeEpoch,
    String cause,
    @Nullable String from,
    @Nullable String to,
    String operator,
    @Nullable String reason,
    @Nullable String ruleId,
    @Nullable Integer policyVersion,
    String correlationId,
    @Nullable String causedBy,
    @Nullable String batchId,
    Custody custody) {}
