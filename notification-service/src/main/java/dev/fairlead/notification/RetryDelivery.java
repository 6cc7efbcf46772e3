package dev.fairlead.notification;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.notification.adapter.Deliveries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Gives a delivery that failed, or waits for its next try, a new round at once. */
@ApplicationScoped
public class RetryDelivery {

  /** What it carried, or where it was to go, is no more. */
  private static final Set<String> GONE = Set.of("erased", "channel-removed");

  private final Deliveries deliveries;

  RetryDelivery(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** Answers the delivery as it is afterwards. What was sent is not sent again. */
  public Uni<Deliveries.Item> retry(Mutiny.Session session, UUID id) {
    return deliveries
        .lock(session, id)
        .chain(item -> again(session, item))
        .chain(() -> deliveries.lock(session, id))
        .map(RetryDelivery::found);
  }

  private Uni<Void> again(Mutiny.Session session, Deliveries.@Nullable Item item) {
    if (found(item).status().equals(Deliveries.SENT)) {
      throw ProblemException.conflict("delivery.sent", "it has been delivered already");
    }
    if (GONE.contains(String.valueOf(found(item).lastError()))) {
      throw ProblemException.conflict("delivery.gone", "there is nothing left to deliver");
    }
    return deliveries.again(session, found(item).id());
  }

  private static Deliveries.Item found(Deliveries.@Nullable Item item) {
    if (item == null) {
      throw ProblemException.notFound("delivery.unknown", "delivery of that id");
    }
    return item;
  }
}
