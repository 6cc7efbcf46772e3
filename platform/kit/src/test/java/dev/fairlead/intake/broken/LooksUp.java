package dev.fairlead.intake.broken;

/** A use case that knows the HTTP resource above it. */
public class LooksUp {
  OrderResource resource() {
    return new OrderResource();
  }
}
