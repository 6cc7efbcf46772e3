package dev.fairlead.pool.domain;

import org.jspecify.annotations.Nullable;

/**
 * The course of events a state came by, so that what a clock does later carries on from it.
 *
 * @param correlationId minted by the submission or command that began it
 * @param causationId id of the event that brought the state about
 * @param traceparent W3C trace context
 */
public record Origin(String correlationId, @Nullable String causationId, String traceparent) {}
