package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Reps take pooled leads, any number of wishes in one transaction with the same few statements. The
 * reps' rows are locked first, so that parallel claims of one rep stand in line and cannot pass a
 * limit together; leads are taken last, by a conditional update that skips a locked row, so that of
 * many reps the first to get there has it and the others are told at once. What is refused leaves
 * no trace. In a pool with a fair window a claim enters the draw instead.
 */
@ApplicationScoped
public class ClaimLeads {

  private final ClaimDesk desk;
  private final PooledLeads pooledLeads;
  private final Claims claims;
  private final EnterDraws enterDraws;
  private final ClaimTerms terms;
  private final EventLog log;
  private final Clock clock;

  ClaimLeads(
      ClaimDesk desk,
      PooledLeads pooledLeads,
      Claims claims,
      EnterDraws enterDraws,
      ClaimTerms terms,
      EventLog log,
      Clock clock) {
    this.desk = desk;
    this.pooledLeads = pooledLeads;
    this.claims = claims;
    this.enterDraws = enterDraws;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
  }

  /** Decides wishes one after the other; one outcome each, in the same order. */
  public Uni<List<Outcome>> claim(Mutiny.Session session, List<Wish> wishes) {
    return desk.open(
            session,
            wishes.stream().map(Wish::seat).collect(Collectors.toSet()),
            wishes.stream().map(Wish::leadId).distinct().sorted().toList(),
            false,
            clock.instant())
        .map(file -> new ClaimBook(file, wishes))
        .chain(book -> take(session, book))
        .call(book -> propose(session, book))
        .call(book -> enterDraws.enter(session, book))
        .map(ClaimBook::outcomes);
  }

  private Uni<ClaimBook> take(Mutiny.Session session, ClaimBook book) {
    Collection<Claim> wanted = book.judge();
    return wanted.isEmpty()
        ? Uni.createFrom().item(book)
        : pooledLeads
            .take(session, wanted)
            .invoke(book::took)
            .chain(
                taken ->
                    taken.size() == wanted.size()
                        ? Uni.createFrom().item(book)
                        : take(session, book));
  }

  private Uni<Void> propose(Mutiny.Session session, ClaimBook book) {
    if (book.made().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Fact> facts =
        book.made().entrySet().stream()
            .map(e -> fact(book, book.wish(e.getKey()), e.getValue()))
            .toList();
    return Sql.together(
        List.of(claims.add(session, book.made().values()), log.append(session, facts)));
  }

  private Fact fact(ClaimBook book, Wish wish, Claim claim) {
    return new Fact(
        claim.id(),
        new PoolEvent.Claimed(
            claim.leadId(),
            claim.epoch(),
            claim.pool(),
            claim.repId(),
            claim.cause(),
            null,
            terms.of(book.file(), claim),
            null,
            null),
        wish.flow(),
        claim.at());
  }

  static <T> T require(@Nullable T pool, String id) {
    if (pool == null) {
      throw ProblemException.notFound("pool.unknown", "pool " + id);
    }
    return pool;
  }

  static Rep require(@Nullable Rep rep) {
    if (rep == null) {
      throw ProblemException.later("rep.unknown", "this rep is not known here yet", 2);
    }
    return rep;
  }
}
