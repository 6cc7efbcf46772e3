package dev.fairlead.pool.domain;

import java.time.Instant;

/**
 * The end of an owner's time: warnings, lapse and forecast all go by it.
 *
 * @param due what ends it
 * @param at when: never while exempt, never unwarned
 */
public record End(Due due, Instant at) {}
