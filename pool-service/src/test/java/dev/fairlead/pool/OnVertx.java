package dev.fairlead.pool;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs work where Hibernate Reactive wants it, and waits for it. */
final class OnVertx {

  private OnVertx() {}

  static <T> T run(Supplier<Uni<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Vertx vertx = Arc.container().instance(Vertx.class).get();
    Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored -> work.get().subscribe().with(done::complete, done::completeExceptionally));
    return done.join();
  }
}
