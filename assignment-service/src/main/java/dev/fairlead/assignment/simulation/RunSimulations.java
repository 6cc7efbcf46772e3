package dev.fairlead.assignment.simulation;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.simulation.adapter.Simulations;
import dev.fairlead.assignment.simulation.adapter.Simulations.Simulation;
import dev.fairlead.assignment.simulation.adapter.Stream;
import dev.fairlead.assignment.simulation.domain.Replayed;
import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off simulations one by one, away from the event loop: while one page of the stream is
 * decided on, the next one is read. What a replica left unfinished another begins anew.
 */
@ApplicationScoped
public class RunSimulations {

  private static final Logger LOG = Logger.getLogger(RunSimulations.class);
  private static final int PAGE = 1000;

  private final Transactions transactions;
  private final Simulations simulations;
  private final Stream stream;
  private final Rosters rosters;
  private final PolicyReader policies;

  RunSimulations(
      Transactions transactions,
      Simulations simulations,
      Stream stream,
      Rosters rosters,
      PolicyReader policies) {
    this.transactions = transactions;
    this.simulations = simulations;
    this.stream = stream;
    this.rosters = rosters;
    this.policies = policies;
  }

  @Scheduled(
      every = "{fairlead.assignment.simulation.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    Executor loop = EventLoop.current();
    return transactions
        .run(session -> simulations.claim(session, Instant.now()))
        .chain(
            claimed ->
                claimed == null
                    ? Uni.createFrom().voidItem()
                    : new Work(loop, claimed)
                        .run()
                        .onFailure()
                        .recoverWithUni(failure -> failed(loop, claimed, failure)));
  }

  private Uni<Void> failed(Executor loop, Simulation simulation, Throwable failure) {
    LOG.errorf(failure, "simulation %s failed", simulation.id());
    return Uni.createFrom()
        .deferred(
            () ->
                transactions.run(
                    session ->
                        simulations.fail(
                            session, simulation.id(), failure.getClass().getSimpleName())))
        .runSubscriptionOn(loop);
  }

  /** One simulation under way. */
  private final class Work {
    private final Executor loop;
    private final Simulation simulation;
    private @Nullable Replayed replayed;
    private List<Stream.Raw> page = List.of();
    private long done;

    Work(Executor loop, Simulation simulation) {
      this.loop = loop;
      this.simulation = simulation;
    }

    Uni<Void> run() {
      Instant from = simulation.request().from();
      return database(this::roster)
          .emitOn(Infrastructure.getDefaultWorkerPool())
          .invoke(this::prepare)
          .chain(() -> database(this::begin))
          .chain(() -> database(s -> read(s, new Stream.Place(from.minusNanos(1000), "\uFFFD"))))
          .invoke(first -> page = first)
          .chain(
              () ->
                  Multi.createBy()
                      .repeating()
                      .uni(this::step)
                      .whilst(more -> more)
                      .collect()
                      .last())
          .chain(() -> database(s -> simulations.finish(s, simulation.id(), running().end())));
    }

    private <T> Uni<T> database(Function<Mutiny.Session, Uni<T>> work) {
      return Uni.createFrom().deferred(() -> transactions.run(work)).runSubscriptionOn(loop);
    }

    private Uni<Roster> roster(Mutiny.Session session) {
      return AssignmentState.look(session)
          .chain(state -> rosters.at(session, state.rosterVersion()));
    }

    private void prepare(Roster roster) {
      Integer version = simulation.request().version();
      Policy policy =
          policies.compile(version == null ? 0 : version, simulation.request().document());
      replayed = new Replayed(new Decider(policy, roster));
    }

    private Uni<Void> begin(Mutiny.Session session) {
      Simulations.Request request = simulation.request();
      return stream
          .count(session, request.from(), request.to())
          .chain(total -> simulations.progress(session, simulation.id(), 0, total, Instant.now()));
    }

    private Uni<List<Stream.Raw>> read(Mutiny.Session session, Stream.Place after) {
      return stream.page(session, after, simulation.request().to(), PAGE);
    }

    /** Decides on a page while the next one is read; answers whether there is another. */
    private Uni<Boolean> step() {
      if (page.isEmpty()) {
        return Uni.createFrom().item(false);
      }
      List<Stream.Raw> current = page;
      Stream.Raw last = current.getLast();
      Uni<List<Stream.Raw>> next =
          database(
              session ->
                  simulations
                      .progress(session, simulation.id(), done, null, Instant.now())
                      .chain(
                          () -> read(session, new Stream.Place(last.receivedAt(), last.leadId()))));
      Uni<Void> decided =
          Uni.createFrom()
              .voidItem()
              .emitOn(Infrastructure.getDefaultWorkerPool())
              .invoke(() -> decide(current));
      return Uni.combine()
          .all()
          .unis(next, decided)
          .with((read, nothing) -> read)
          .invoke(read -> page = read)
          .map(read -> !read.isEmpty());
    }

    private void decide(List<Stream.Raw> leads) {
      Replayed running = running();
      leads.forEach(raw -> running.next(raw.recorded()));
      done += leads.size();
    }

    private Replayed running() {
      if (replayed == null) {
        throw new IllegalStateException("not begun");
      }
      return replayed;
    }
  }
}
