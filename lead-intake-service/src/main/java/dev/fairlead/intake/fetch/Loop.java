package dev.fairlead.intake.fetch;

import dev.fairlead.kit.sql.Failures;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does a piece of work from time to time, and when it is woken, on an event loop and never twice at
 * once in this replica.
 */
final class Loop {

  private static final Logger LOG = Logger.getLogger(Loop.class);

  private final String name;
  private final Vertx vertx;
  private final Context context;
  private final Supplier<Uni<Boolean>> work;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile long timer;

  /**
   * A loop that is not started.
   *
   * @param work answers whether there is more of it
   */
  Loop(String name, Vertx vertx, Supplier<Uni<Boolean>> work) {
    this.name = name;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.work = work;
  }

  void start(Duration every) {
    timer = vertx.setPeriodic(every.toMillis(), ignored -> wake());
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** Does the work now, or once more after what is under way. */
  void wake() {
    woken.set(true);
    next();
  }

  private void next() {
    if (!stopped && running.compareAndSet(false, true)) {
      woken.set(false);
      Context own = VertxContext.createNewDuplicatedContext(context);
      VertxContextSafetyToggle.setContextSafe(own, true);
      own.runOnContext(ignored -> run());
    }
  }

  private void run() {
    Uni.createFrom()
        .deferred(() -> work.get())
        .subscribe()
        .with(
            more -> done(more),
            failure -> {
              LOG.warnf("%s: %s", name, Failures.describe(failure));
              done(false);
            });
  }

  private void done(boolean more) {
    running.set(false);
    if (more || woken.get()) {
      next();
    }
  }
}
