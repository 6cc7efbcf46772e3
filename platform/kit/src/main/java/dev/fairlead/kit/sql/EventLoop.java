package dev.fairlead.kit.sql;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * The way back to the Vert.x context a piece of work began on. Hibernate Reactive insists on it,
 * and what waits or leaves for another thread comes back on a thread of its own.
 */
public final class EventLoop {

  private EventLoop() {}

  /**
   * Runs tasks on the caller's context.
   *
   * @throws IllegalStateException when the caller is on none
   */
  public static Executor current() {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("not on a Vert.x context");
    }
    return task -> context.runOnContext(ignored -> task.run());
  }
}
