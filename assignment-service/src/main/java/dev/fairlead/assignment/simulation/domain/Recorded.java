package dev.fairlead.assignment.simulation.domain;

import dev.fairlead.assignment.decision.domain.LeadFacts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead of the recorded stream, and what became of it then.
 *
 * @param receivedAt when it came in
 * @param repId who got it first; null when nobody did
 * @param teamId for which team
 * @param assignedAt when he got it
 * @param existingOwner whether he got it because he had been the owner before
 * @param held how long he had it; null while he still has it
 */
public record Recorded(
    String leadId,
    LeadFacts facts,
    Instant receivedAt,
    @Nullable String repId,
    @Nullable String teamId,
    @Nullable Instant assignedAt,
    boolean existingOwner,
    @Nullable Duration held) {}
