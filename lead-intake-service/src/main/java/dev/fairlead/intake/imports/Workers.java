package dev.fairlead.intake.imports;

import dev.fairlead.kit.sql.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.concurrent.Callable;

/** Work on files, which blocks, away from the event loop and back. */
final class Workers {
  private Workers() {}

  static <T> Uni<T> run(Callable<T> work) {
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return work.call();
              } catch (RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new Failed(e);
              }
            })
        .onFailure(Failed.class)
        .transform(Throwable::getCause)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(EventLoop.current());
  }

  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(Exception cause) {
      super(cause);
    }
  }
}
