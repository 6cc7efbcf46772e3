package dev.fairlead.kit.event;

/** A record that is no event of ours: why, without any of its content. */
public final class Undecodable extends Exception {
  private static final long serialVersionUID = 1;

  /** The reason must not quote the record, which may hold personal data. */
  public Undecodable(String reason) {
    super(reason);
  }
}
