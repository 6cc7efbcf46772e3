package dev.fairlead.pool;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.adapter.Draws;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.Draw;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Puts wishes into the fair window of their lead, opening it if they are the first. The seed of a
 * window is made here, before anybody knows who will enter, and only its hash leaves the database
 * until the draw.
 */
@ApplicationScoped
class EnterDraws {

  private static final int SEED_BYTES = 32;

  private final Draws draws;
  private final SecureRandom random = new SecureRandom();

  EnterDraws(Draws draws) {
    this.draws = draws;
  }

  /** Enters the wishes of a book that go into a draw, and writes their outcomes into it. */
  Uni<Void> enter(Mutiny.Session session, ClaimBook book) {
    if (book.entries().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Draw> windows = new ArrayList<>();
    List<Draws.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Wish wish : book.entries().values()) {
      PooledLead lead = Objects.requireNonNull(book.file().leads().get(wish.leadId()));
      Pool pool = Objects.requireNonNull(book.file().pools().get(wish.poolId()));
      if (seen.add(wish.leadId())) {
        windows.add(Draw.open(Ids.next(), lead, pool, seed(), book.file().now()));
      }
      entries.add(
          new Draws.Entry(Ids.next(), wish.leadId(), lead.epoch(), wish.repId(), wish.flow()));
    }
    return Sql.together(
            List.of(draws.open(session, windows), draws.enter(session, entries, book.file().now())))
        .chain(() -> draws.entered(session, entries))
        .invoke(entered -> write(book, entered))
        .replaceWithVoid();
  }

  private static void write(ClaimBook book, List<Draws.Entered> entered) {
    book.entries()
        .forEach(
            (index, wish) ->
                book.entered(
                    index,
                    entered.stream()
                        .filter(e -> e.repId().equals(wish.repId()))
                        .map(Draws.Entered::outcome)
                        .filter(e -> e.leadId().equals(wish.leadId()))
                        .<Outcome>map(e -> e)
                        .findFirst()
                        .orElse(new Outcome.Refused(wish.leadId(), ClaimRefusal.GONE))));
  }

  private String seed() {
    byte[] bytes = new byte[SEED_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
