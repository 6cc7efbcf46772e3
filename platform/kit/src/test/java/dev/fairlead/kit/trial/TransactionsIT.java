package dev.fairlead.kit.trial;

import static org.awaitility.Awaitility.await;

import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class TransactionsIT {

  private static final int OTHERS = 20;

  @Inject Transactions transactions;

  /** Exactly one owner under any fault: half a transfer would leave two. */
  @Test
  void whatIsBegunIsDoneWhole_whoeverHangsUpMeanwhile() throws Throwable {
    // Given
    String name = UUID.randomUUID().toString();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    AtomicReference<Cancellable> caller = new AtomicReference<>();
    VertxContextSupport.subscribeAndAwait(
        () ->
            Uni.createFrom()
                .<Void>emitter(
                    begun ->
                        caller.set(
                            transactions
                                .run(
                                    session ->
                                        insert(session, name + "-first")
                                            .invoke(() -> begun.complete(null))
                                            .chain(() -> opened(gate))
                                            .chain(() -> insert(session, name + "-second")))
                                .subscribe()
                                .with(done -> {}, failure -> {}))));

    // When
    Objects.requireNonNull(caller.get()).cancel();
    for (int i = 0; i < OTHERS; i++) {
      String other = name + "-other-" + i;
      VertxContextSupport.subscribeAndAwait(
          () -> transactions.run(session -> insert(session, other)));
    }
    gate.complete(null);

    // Then
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from inbox where event_id = any(?::text[])",
                        "{%s-first, %s-second}".formatted(name, name))
                    == 2);
  }

  private static Uni<Void> opened(CompletableFuture<Void> gate) {
    return Uni.createFrom().completionStage(gate).emitOn(EventLoop.current());
  }

  private static Uni<Integer> insert(Mutiny.Session session, String id) {
    return Sql.on(session).update("insert into inbox (event_id) values ($1)", id);
  }
}
