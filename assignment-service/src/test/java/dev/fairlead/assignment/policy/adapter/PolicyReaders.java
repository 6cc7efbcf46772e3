package dev.fairlead.assignment.policy.adapter;

/** Readers of policies for tests and benchmarks elsewhere. */
public final class PolicyReaders {
  private PolicyReaders() {}

  /** One with the usual terms. */
  public static PolicyReader reader() {
    return new PolicyReader(new CelConditions(), "P10D", "P3D", "P20D");
  }
}
