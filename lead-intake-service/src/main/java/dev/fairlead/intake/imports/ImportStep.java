package dev.fairlead.intake.imports;

import dev.fairlead.intake.Settled;
import dev.fairlead.intake.TakeRows;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.imports.adapter.Imports;
import dev.fairlead.intake.imports.domain.ImportStatus;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One step of an import: some rows, their leads, what became of them and the row that is next, all
 * in one transaction. Rows that fail together are tried one by one, so that one bad row spoils
 * nothing else.
 */
@ApplicationScoped
class ImportStep {

  private static final Logger LOG = Logger.getLogger(ImportStep.class);

  private final Transactions transactions;
  private final Imports imports;
  private final Connectors connectors;
  private final TakeRows takeRows;
  private final int size;
  private final Duration lease;
  private final Duration keepFile;
  private final ZoneId zone;

  ImportStep(
      Transactions transactions,
      Imports imports,
      Connectors connectors,
      TakeRows takeRows,
      @ConfigProperty(name = "fairlead.intake.imports.step") int size,
      @ConfigProperty(name = "fairlead.intake.imports.lease") Duration lease,
      @ConfigProperty(name = "fairlead.intake.imports.retention") Duration keepFile,
      @ConfigProperty(name = "fairlead.intake.imports.zone") ZoneId zone) {
    this.transactions = transactions;
    this.imports = imports;
    this.connectors = connectors;
    this.takeRows = takeRows;
    this.size = size;
    this.lease = lease;
    this.keepFile = keepFile;
    this.zone = zone;
  }

  /** Takes the next rows; false at the end, and when another replica has taken over. */
  Uni<Boolean> take(ImportRun run) {
    return Workers.run(() -> run.read(size))
        .chain(rows -> rows.isEmpty() ? finish(run).replaceWith(false) : takeOrApart(run, rows));
  }

  private Uni<Void> finish(ImportRun run) {
    return end(run.found(), run.holder(), run.done(), ImportStatus.FINISHED, null);
  }

  /** Ends an import whose file cannot be read on. */
  Uni<Void> fail(Import found, UUID holder, Throwable failure) {
    String detail =
        failure instanceof UnreadableFile ? failure.getMessage() : Failures.describe(failure);
    LOG.warnf("import %s failed: %s", found.id(), Failures.describe(failure));
    return transactions
        .run(session -> imports.find(session, found.id()))
        .chain(now -> end(found, holder, now.done(), ImportStatus.FAILED, detail));
  }

  private Uni<Void> end(
      Import found, UUID holder, int done, ImportStatus status, @Nullable String detail) {
    return transactions.run(
        session ->
            imports
                .holds(session, found.id(), holder, done)
                .chain(
                    held ->
                        held
                            ? imports.end(session, found.id(), status, detail, keepFile)
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Boolean> takeOrApart(ImportRun run, List<RowSource.Row> rows) {
    return take(run, rows)
        .onFailure(failure -> rows.size() > 1 && !Failures.isPassing(failure))
        .recoverWithUni(failure -> apart(run, rows, failure));
  }

  private Uni<Boolean> apart(ImportRun run, List<RowSource.Row> rows, Throwable failure) {
    LOG.warnf("%d rows are tried one by one: %s", rows.size(), Failures.describe(failure));
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(row -> alone(run, row))
        .collect()
        .asList()
        .map(all -> !all.contains(false));
  }

  private Uni<Boolean> alone(ImportRun run, RowSource.Row row) {
    return take(run, List.of(row))
        .onFailure(failure -> !Failures.isPassing(failure))
        .recoverWithUni(
            failure -> {
              Settled fault =
                  new Settled.Rejected(Refusal.of(Refusal.Reason.FAULT, "this is our fault"));
              return transactions
                  .run(session -> record(session, run, List.of(row), List.of(fault)))
                  .invoke(held -> moveOn(run, 1, held));
            });
  }

  private Uni<Boolean> take(ImportRun run, List<RowSource.Row> rows) {
    Uni<Taken> taken = run.found().dryRun() ? rehearse(run, rows) : inEarnest(run, rows);
    return taken
        .invoke(
            result -> {
              moveOn(run, rows.size(), result.held);
              if (result.held && !run.found().dryRun()) {
                takeRows.count(result.settled);
              }
            })
        .map(Taken::held);
  }

  private static void moveOn(ImportRun run, int rows, boolean held) {
    if (held) {
      run.advance(run.done() + rows);
    }
  }

  private record Taken(boolean held, List<Settled> settled) {
    static final Taken LOST = new Taken(false, List.of());
  }

  private Uni<Taken> inEarnest(ImportRun run, List<RowSource.Row> rows) {
    return transactions.run(
        session ->
            imports
                .holds(session, run.found().id(), run.holder(), run.done())
                .chain(
                    held ->
                        held
                            ? settle(session, run, rows)
                                .chain(
                                    settled ->
                                        record(session, run, rows, settled)
                                            .map(still -> new Taken(still, settled)))
                            : Uni.createFrom().item(Taken.LOST)));
  }

  /** The same in a transaction that is taken back; only what would have become of them is kept. */
  private Uni<Taken> rehearse(ImportRun run, List<RowSource.Row> rows) {
    return transactions
        .run(
            session ->
                settle(session, run, rows)
                    .<List<Settled>>chain(
                        settled -> Uni.createFrom().failure(new Rehearsed(settled))))
        .onFailure(Rehearsed.class)
        .recoverWithItem(failure -> ((Rehearsed) failure).settled)
        .chain(
            settled ->
                transactions
                    .run(session -> record(session, run, rows, settled))
                    .map(held -> new Taken(held, settled)));
  }

  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Settled> settled;

    Rehearsed(List<Settled> settled) {
      super(null, null, false, false);
      this.settled = settled;
    }
  }

  private Uni<List<Settled>> settle(
      Mutiny.Session session, ImportRun run, List<RowSource.Row> rows) {
    Import found = run.found();
    Connector connector = connectors.detached("import", found.id().toString(), found.settings());
    return takeRows.take(
        session, connector, rows.stream().map(row -> fields(found, row)).toList(), Instant.now());
  }

  /** With what the import says of all its rows, so that a row can be read again by itself. */
  private TakeRows.Row fields(Import found, RowSource.Row row) {
    Map<String, String> fields =
        new LinkedHashMap<>(found.mapping().apply(found.headers(), row.cells(), zone));
    for (String name : List.of("source", "productLine")) {
      if (found.settings().get(name) instanceof String value) {
        fields.putIfAbsent(name, value);
      }
    }
    return new TakeRows.Row(row.number(), fields);
  }

  private Uni<Boolean> record(
      Mutiny.Session session, ImportRun run, List<RowSource.Row> rows, List<Settled> settled) {
    Import found = run.found();
    int from = run.done();
    return imports
        .advance(
            session, found.id(), run.holder(), from, from + rows.size(), counts(settled), lease)
        .chain(
            held ->
                held
                    ? imports
                        .insertErrors(session, found.id(), errors(rows, settled))
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private static List<Imports.RowError> errors(List<RowSource.Row> rows, List<Settled> settled) {
    List<Imports.RowError> errors = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (settled.get(i) instanceof Settled.Rejected(Refusal refusal)) {
        RowSource.Row row = rows.get(i);
        errors.add(
            new Imports.RowError(
                row.number(), refusal.reason().text(), detail(refusal), row.cells()));
      }
    }
    return errors;
  }

  private static String detail(Refusal refusal) {
    if (refusal.places().isEmpty()) {
      return String.valueOf(refusal.detail());
    }
    return String.join(
        "; ",
        refusal.places().stream().map(p -> p.pointer().substring(1) + ": " + p.detail()).toList());
  }

  private static Import.Counts counts(List<Settled> settled) {
    int[] counts = new int[Outcome.Kind.values().length];
    int rejected = 0;
    for (Settled one : settled) {
      if (one instanceof Settled.Accepted accepted && !accepted.outcomes().isEmpty()) {
        counts[accepted.outcomes().getFirst().kind().ordinal()]++;
      } else {
        rejected++;
      }
    }
    return new Import.Counts(
        counts[Outcome.Kind.CREATED.ordinal()],
        counts[Outcome.Kind.ATTACHED.ordinal()],
        counts[Outcome.Kind.DUPLICATE.ordinal()],
        rejected);
  }
}
