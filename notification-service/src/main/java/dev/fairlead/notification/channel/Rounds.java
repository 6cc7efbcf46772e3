package dev.fairlead.notification.channel;

import dev.fairlead.kit.sql.Failures;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs one kind of work in rounds, one at a time, again for as long as there is some. */
final class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private final Vertx vertx;
  private final Supplier<Uni<Integer>> work;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * Prepares them.
   *
   * @param work one round; answers how much it found to do
   */
  Rounds(Vertx vertx, Supplier<Uni<Integer>> work) {
    this.vertx = vertx;
    this.work = work;
  }

  /** Starts a round, or another one after the one that runs. */
  void wake() {
    if (calls.getAndIncrement() == 0) {
      round();
    }
  }

  private void round() {
    int seen = calls.get();
    VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
        .runOnContext(
            start ->
                Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(
                        found -> next(seen, found > 0),
                        failure -> {
                          LOG.warnf("deliveries wait: %s", Failures.describe(failure));
                          calls.set(0);
                        }));
  }

  private void next(int seen, boolean more) {
    if (more || !calls.compareAndSet(seen, 0)) {
      round();
    }
  }
}
