package dev.fairlead.pool;

/** A rep before a pool: what limits are counted by. */
public record Seat(String repId, String poolId) {}
