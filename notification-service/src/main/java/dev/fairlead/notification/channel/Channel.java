package dev.fairlead.notification.channel;

import io.smallrye.mutiny.Uni;

/** A way to a person. */
public interface Channel {

  /** Its name in preferences, deliveries and events. */
  String name();

  /** Whether this installation has it. */
  boolean isOn();

  /**
   * Sends a letter once; completes when the other side has taken it. Fails with {@link Undelivered}
   * when it is known why it did not.
   */
  Uni<Void> send(Letter letter);
}
