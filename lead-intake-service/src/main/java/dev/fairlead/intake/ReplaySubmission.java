package dev.fairlead.intake;

import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.Submissions;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.fetch.FetchLeads;
import dev.fairlead.intake.fetch.PullSources;
import dev.fairlead.intake.kind.Kinds;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads a kept submission once more, with its connector as it is now. A sender that had not proved
 * itself has to do so again from what was kept of the request. One that waits for leads to be
 * fetched, or waited in vain, waits once more.
 */
@ApplicationScoped
public class ReplaySubmission {

  private static final Set<String> SETTLED = Set.of("accepted", "duplicate");

  private final Transactions transactions;
  private final Submissions submissions;
  private final Connectors connectors;
  private final Kinds kinds;
  private final Examination examination;
  private final StoreArrivals store;
  private final Fetches fetches;
  private final ConnectorHealth health;
  private final FetchLeads fetchLeads;
  private final PullSources sources;
  private final TakePage takePage;

  ReplaySubmission(
      Transactions transactions,
      Submissions submissions,
      Connectors connectors,
      Kinds kinds,
      Examination examination,
      StoreArrivals store,
      Fetches fetches,
      ConnectorHealth health,
      FetchLeads fetchLeads,
      PullSources sources,
      TakePage takePage) {
    this.transactions = transactions;
    this.submissions = submissions;
    this.connectors = connectors;
    this.kinds = kinds;
    this.examination = examination;
    this.store = store;
    this.fetches = fetches;
    this.health = health;
    this.fetchLeads = fetchLeads;
    this.sources = sources;
    this.takePage = takePage;
  }

  /** Settles it again; 404 without it, 409 when there is nothing left to do. */
  public Uni<Settled> replay(UUID id) {
    return transactions
        .run(
            session ->
                submissions
                    .lock(session, id)
                    .onItem()
                    .ifNull()
                    .failWith(
                        () -> ProblemException.notFound("submission.unknown", "such submission"))
                    .chain(kept -> replay(session, kept)))
        .invoke(
            settled -> {
              if (settled instanceof Settled.Pending) {
                fetchLeads.wake();
              }
            });
  }

  private Uni<Settled> replay(Mutiny.Session session, Submissions.Kept kept) {
    if (SETTLED.contains(kept.status())) {
      throw ProblemException.conflict("submission.settled", "it has been accepted");
    }
    if (kept.raw().body().length == 0) {
      throw ProblemException.conflict("submission.erased", "its content is gone");
    }
    return fetches
        .any(session, kept.id())
        .chain(fetching -> fetching ? fetchAgain(session, kept) : readAgain(session, kept));
  }

  /** It was read; what it announced is to be fetched once more, at once. */
  private Uni<Settled> fetchAgain(Mutiny.Session session, Submissions.Kept kept) {
    return fetches
        .again(session, kept.id(), Instant.now())
        .chain(
            count -> {
              if (count == 0 && !kept.status().equals("pending")) {
                throw ProblemException.conflict(
                    "submission.settled", "nothing is left to be fetched");
              }
              return submissions
                  .pending(session, kept.id())
                  .chain(() -> health.unpause(session, kept.connector()))
                  .replaceWith(new Settled.Pending(List.of(), count));
            });
  }

  private Uni<Settled> readAgain(Mutiny.Session session, Submissions.Kept kept) {
    return connector(session, kept)
        .chain(
            connector -> {
              Arrival arrival = examine(kept, connector);
              return store.apply(session, List.of(arrival), Instant.now());
            })
        .map(List::getFirst);
  }

  /** A caller with a token has no connector of its own, only the defaults. */
  private Uni<Connector> connector(Mutiny.Session session, Submissions.Kept kept) {
    if (kept.raw().path().startsWith("/api/")) {
      return Uni.createFrom()
          .item(new Connector(kept.kind(), kept.key(), true, connectors.defaults(), Map.of()));
    }
    return connectors
        .read(session, kept.kind(), kept.key())
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.conflict("connector.unknown", "its connector is gone"));
  }

  private Arrival examine(Submissions.Kept kept, Connector connector) {
    ConnectorKind kind =
        kinds
            .named(connector.kind())
            .orElseThrow(
                () -> ProblemException.conflict("connector.unknown", "its connector is gone"));
    Flow flow = new Flow(kept.correlationId(), null, kept.traceparent());
    if (kept.raw().method().equals(TakePage.METHOD)) {
      return takePage.arrival(
          kept.id(), connector, kept.raw(), flow, sources.read(kept.raw().body(), connector));
    }
    Arrival arrival =
        kept.proven()
            ? examination.proven(
                kept.id(), kind, connector, kept.raw(), flow, "replay:" + kept.id())
            : examination.examine(kind, connector, kept.raw(), flow, "replay:" + kept.id());
    return arrival.again(kept.id(), kept.connector());
  }
}
