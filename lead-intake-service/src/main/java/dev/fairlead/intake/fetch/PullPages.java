package dev.fairlead.intake.fetch;

import dev.fairlead.intake.TakePage;
import dev.fairlead.intake.adapter.Pulls;
import dev.fairlead.intake.adapter.Pulls.Turn;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.kit.outbound.Outbound;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one turn, one after the other, and stores each before the next is asked for.
 * What of a page cannot be taken is kept as a submission of its own, which can be replayed.
 */
@ApplicationScoped
class PullPages {

  private final Outbound outbound;
  private final TakePage takePage;
  private final Transactions transactions;
  private final Pulls pulls;
  private final Duration lease;

  PullPages(
      Outbound outbound,
      TakePage takePage,
      Transactions transactions,
      Pulls pulls,
      @ConfigProperty(name = "fairlead.intake.fetch.lease") Duration lease) {
    this.outbound = outbound;
    this.takePage = takePage;
    this.transactions = transactions;
    this.pulls = pulls;
    this.lease = lease;
  }

  /** Ends a turn before its time. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Verdict verdict;

    Stopped(Verdict verdict) {
      super(verdict.toString(), null, false, false);
      this.verdict = verdict;
    }

    Verdict verdict() {
      return verdict;
    }
  }

  /** Reads every page of a span; fails with {@link Stopped} when the platform gives one not. */
  Uni<Void> read(Turn turn, Connector connector, PullSource source, PullSource.Span span) {
    return read(turn, connector, source, span, null);
  }

  private Uni<Void> read(
      Turn turn,
      Connector connector,
      PullSource source,
      PullSource.Span span,
      @Nullable String cursor) {
    return outbound
        .send(source.page(connector, span, cursor))
        .chain(
            reply -> {
              Verdict verdict = source.judge(reply, Instant.now());
              return verdict instanceof Verdict.Given
                  ? keep(
                      turn, connector, source.read(reply.body(), connector, cursor), reply.body())
                  : Uni.createFrom().<PullSource.Page>failure(new Stopped(verdict));
            })
        .chain(
            page ->
                page.next() == null
                    ? Uni.createFrom().voidItem()
                    : read(turn, connector, source, span, page.next()));
  }

  private Uni<PullSource.Page> keep(
      Turn turn, Connector connector, PullSource.Page page, byte[] body) {
    List<Reading> taken = new ArrayList<>();
    List<Reading> refused = new ArrayList<>();
    List<Integer> refusedAt = new ArrayList<>();
    for (int i = 0; i < page.readings().size(); i++) {
      Reading reading = page.readings().get(i);
      if (reading instanceof Reading.Refused) {
        refused.add(reading);
        refusedAt.add(i);
      } else {
        taken.add(reading);
      }
    }
    return take(connector, taken, body)
        .chain(() -> take(connector, refused, Json.only(body, refusedAt)))
        .chain(() -> stay(turn))
        .replaceWith(page);
  }

  private Uni<Void> take(Connector connector, List<Reading> readings, byte[] body) {
    return readings.isEmpty()
        ? Uni.createFrom().voidItem()
        : takePage.take(connector, readings, body, Instant.now()).replaceWithVoid();
  }

  /** The next page may take as long as this one did. */
  private Uni<Void> stay(Turn turn) {
    return transactions
        .run(session -> pulls.extend(session, turn, Instant.now().plus(lease)))
        .chain(
            ours ->
                ours
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new Stopped(new Verdict.Passing("taken-over"))));
  }
}
