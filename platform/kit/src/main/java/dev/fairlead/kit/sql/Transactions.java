package dev.fairlead.kit.sql;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where a use case's one transaction begins and ends. Must be called on a Vert.x context. */
@ApplicationScoped
public class Transactions {

  private final Mutiny.SessionFactory sessions;

  Transactions(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Runs the work in a transaction of its own; any failure rolls it back. Once begun it goes on to
   * its end, even when nobody waits for it any more: a caller who hangs up would else leave it half
   * done on a connection that goes back to the pool, and the next one would commit that half.
   */
  public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(emitter -> whole(work).subscribe().with(emitter::complete, emitter::fail));
  }

  private <T> Uni<T> whole(Function<Mutiny.Session, Uni<T>> work) {
    return sessions
        .openSession()
        .chain(
            session ->
                session
                    .withTransaction(transaction -> work.apply(session))
                    .eventually(session::close));
  }
}
