package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.Draws;
import dev.fairlead.pool.adapter.Leads;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.domain.Draw;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Draws the winners of fair windows that are over. Windows are taken with {@code skip locked}, so
 * that each is drawn once, by whichever replica comes first; what became due while nobody ran is
 * caught up with. The limits are checked again: a winner who no longer may is passed over, and told
 * which limit it was.
 */
@ApplicationScoped
public class HoldDraws {

  private static final Duration RECENT = Duration.ofDays(30);

  private final Transactions transactions;
  private final Draws draws;
  private final ClaimDesk desk;
  private final Claims claims;
  private final Roster roster;
  private final Leads leads;
  private final PooledLeads pooledLeads;
  private final ClaimTerms terms;
  private final EventLog log;
  private final Clock clock;
  private final MeterRegistry registry;
  private final String metric;
  private final int most;

  HoldDraws(
      Transactions transactions,
      Draws draws,
      ClaimDesk desk,
      Claims claims,
      Roster roster,
      Leads leads,
      PooledLeads pooledLeads,
      ClaimTerms terms,
      EventLog log,
      Clock clock,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.draws = draws;
    this.desk = desk;
    this.claims = claims;
    this.roster = roster;
    this.leads = leads;
    this.pooledLeads = pooledLeads;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
    this.registry = registry;
    this.metric = service.metric("draws");
    this.most = most;
  }

  /** Draws all that are due, a batch per transaction. */
  public Uni<Void> hold() {
    return transactions
        .run(this::batch)
        .chain(held -> held < most ? Uni.createFrom().voidItem() : hold());
  }

  private Uni<Integer> batch(Mutiny.Session session) {
    Instant now = clock.instant();
    return draws
        .due(session, now, most)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(0)
                    : draw(session, due, now).replaceWith(due.size()));
  }

  private Uni<Void> draw(Mutiny.Session session, List<Draw> due, Instant now) {
    return draws
        .entrants(session, due)
        .chain(entrants -> book(session, due, entrants, now))
        .chain(book -> settle(session, due, book, now));
  }

  private Uni<DrawBook> book(
      Mutiny.Session session,
      List<Draw> due,
      Map<UUID, List<Draws.Entrant>> entrants,
      Instant now) {
    Set<Seat> seats =
        due.stream()
            .flatMap(
                draw ->
                    entrants.getOrDefault(draw.id(), List.of()).stream()
                        .map(entrant -> new Seat(entrant.repId(), draw.pool())))
            .collect(Collectors.toSet());
    Set<String> reps = seats.stream().map(Seat::repId).collect(Collectors.toSet());
    List<String> leadIds = due.stream().map(Draw::leadId).distinct().sorted().toList();
    return desk.open(session, seats, leadIds, true, now)
        .chain(
            file ->
                Uni.combine()
                    .all()
                    .unis(
                        claims.wonSince(session, reps, now.minus(RECENT)),
                        roster.talents(session, reps),
                        leads.facts(session, leadIds))
                    .collectFailures()
                    .with((won, talents, facts) -> new DrawBook(file, won, talents, facts)))
        .invoke(
            book ->
                due.forEach(draw -> book.draw(draw, entrants.getOrDefault(draw.id(), List.of()))));
  }

  private Uni<Void> settle(
      Mutiny.Session session, Collection<Draw> due, DrawBook book, Instant now) {
    due.forEach(draw -> registry.counter(metric, "rule", draw.rule().code()).increment());
    return pooledLeads
        .take(session, book.claims())
        .chain(
            taken -> {
              if (taken.size() != book.claims().size()) {
                throw new IllegalStateException("a lead that was held has changed");
              }
              return Sql.together(
                  List.of(
                      claims.add(session, book.claims()),
                      draws.settle(session, book.settled()),
                      draws.close(session, due, now),
                      log.append(session, facts(book))));
            });
  }

  private List<Fact> facts(DrawBook book) {
    return book.results().stream()
        .flatMap(result -> result.entries().stream().map(entry -> fact(book, result, entry)))
        .toList();
  }

  private Fact fact(DrawBook book, DrawBook.Result result, DrawBook.Fate entry) {
    Draw draw = result.draw();
    var flow = Flows.from(entry.entrant().origin());
    if (entry.claim() != null) {
      return new Fact(
          entry.claim().id(),
          new PoolEvent.Claimed(
              draw.leadId(),
              draw.epoch(),
              draw.pool(),
              entry.entrant().repId(),
              entry.claim().cause(),
              null,
              terms.of(book.file(), entry.claim()),
              draw.rule().code(),
              draw.seed(),
              result.published()),
          flow,
          entry.claim().at());
    }
    return Fact.of(
        new PoolEvent.ClaimLost(
            draw.leadId(),
            draw.pool(),
            entry.entrant().repId(),
            entry.reason(),
            draw.rule().code(),
            draw.seed(),
            result.published()),
        flow,
        book.file().now());
  }
}
