package dev.fairlead.intake.broken;

/** A resource that something below it knows. */
public class OrderResource {}
