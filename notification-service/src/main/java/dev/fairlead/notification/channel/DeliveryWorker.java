package dev.fairlead.notification.channel;

import dev.fairlead.kit.sql.Failures;
import dev.fairlead.notification.DeliverLetters;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Has what is due delivered, one round at a time in this process, when the bell rings and every
 * second. Other replicas do the same; who tries what is settled by row locks.
 */
@ApplicationScoped
public class DeliveryWorker {

  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

  private final DeliverLetters deliverLetters;
  private final Channels channels;
  private final Vertx vertx;
  private final AtomicInteger calls = new AtomicInteger();

  DeliveryWorker(DeliverLetters deliverLetters, Channels channels, Vertx vertx) {
    this.deliverLetters = deliverLetters;
    this.channels = channels;
    this.vertx = vertx;
  }

  @Scheduled(every = "1s", delayed = "1s")
  void tick() {
    wake();
  }

  /** Starts a round, or another one after the one that runs. */
  public void wake() {
    if (!channels.names().isEmpty() && calls.getAndIncrement() == 0) {
      round();
    }
  }

  private void round() {
    int seen = calls.get();
    VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
        .runOnContext(
            start ->
                deliverLetters
                    .deliver()
                    .subscribe()
                    .with(
                        claimed -> next(seen, claimed > 0),
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
