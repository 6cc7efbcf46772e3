package dev.fairlead.pool.broken;

/** A class of another service. */
public class Pool {}
