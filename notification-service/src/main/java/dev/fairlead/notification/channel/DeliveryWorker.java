package dev.fairlead.notification.channel;

import dev.fairlead.notification.DeliverLetters;
import dev.fairlead.notification.DeliverPosts;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Has what is due delivered when the bell rings and every second: letters in one lane, configured
 * channels in several, so that a slow one does not hold up the others. Other replicas do the same;
 * who tries what is settled by row locks.
 */
@ApplicationScoped
public class DeliveryWorker {

  private static final int LANES = 4;

  private final List<Rounds> lanes;

  DeliveryWorker(DeliverLetters deliverLetters, DeliverPosts deliverPosts, Vertx vertx) {
    this.lanes =
        Stream.concat(
                Stream.of(new Rounds(vertx, deliverLetters::deliver)),
                IntStream.range(0, LANES).mapToObj(i -> new Rounds(vertx, deliverPosts::deliver)))
            .toList();
  }

  @Scheduled(every = "1s", delayed = "1s")
  void tick() {
    wake();
  }

  /** Starts a round in every lane, or another one after the one that runs. */
  public void wake() {
    lanes.forEach(Rounds::wake);
  }
}
