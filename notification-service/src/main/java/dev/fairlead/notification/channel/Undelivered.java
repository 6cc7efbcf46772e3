package dev.fairlead.notification.channel;

import dev.fairlead.notification.domain.Obstacle;

/** A letter was not taken, and why. */
public class Undelivered extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Obstacle obstacle;

  /** Not taken because of this. */
  public Undelivered(Obstacle obstacle) {
    super(obstacle.code(), null, false, false);
    this.obstacle = obstacle;
  }

  /** What stood in the way. */
  public Obstacle obstacle() {
    return obstacle;
  }
}
