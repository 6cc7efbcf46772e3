package dev.fairlead.intake.imports;

import dev.fairlead.intake.imports.adapter.Imports;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows in the background: looks for an import nobody works on, brings its file here and takes
 * it step by step. A replica that breaks off loses its lease, and another goes on behind the last
 * row that was committed.
 */
@ApplicationScoped
class RunImports {

  private static final Logger LOG = Logger.getLogger(RunImports.class);

  private final Transactions transactions;
  private final Imports imports;
  private final ImportStep step;
  private final Duration lease;

  RunImports(
      Transactions transactions,
      Imports imports,
      ImportStep step,
      @ConfigProperty(name = "fairlead.intake.imports.lease") Duration lease) {
    this.transactions = transactions;
    this.imports = imports;
    this.step = step;
    this.lease = lease;
  }

  @Scheduled(
      every = "${fairlead.intake.imports.poll}",
      delayed = "${fairlead.intake.imports.poll}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    UUID holder = Ids.next();
    return transactions
        .run(session -> imports.claim(session, holder, lease))
        .chain(found -> found == null ? Uni.createFrom().voidItem() : work(found, holder))
        .onFailure()
        .invoke(failure -> LOG.warnf("an import is left for later: %s", Failures.describe(failure)))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> work(Import found, UUID holder) {
    return Workers.run(() -> Files.createTempFile("import", null))
        .chain(
            file ->
                bring(found.id(), file)
                    .chain(() -> take(found, holder, file))
                    .eventually(() -> Workers.run(() -> Files.deleteIfExists(file))));
  }

  private Uni<Void> bring(UUID id, Path file) {
    return Multi.createBy()
        .repeating()
        .uni(Piece::new, piece -> append(id, file, piece))
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static final class Piece {
    private int next;
  }

  private Uni<Boolean> append(UUID id, Path file, Piece piece) {
    int n = piece.next++;
    return transactions
        .run(session -> imports.piece(session, id, n))
        .chain(data -> Workers.run(() -> append(file, data)));
  }

  private static boolean append(Path file, byte @Nullable [] data) throws IOException {
    if (data == null) {
      return false;
    }
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(data);
    }
    return true;
  }

  private Uni<Void> take(Import found, UUID holder, Path file) {
    return Workers.run(() -> ImportRun.open(found, holder, file))
        .chain(
            run ->
                Multi.createBy()
                    .repeating()
                    .uni(() -> step.take(run))
                    .whilst(more -> more)
                    .collect()
                    .last()
                    .replaceWithVoid()
                    .eventually(() -> Workers.run(run::close)))
        .onFailure(UnreadableFile.class)
        .recoverWithUni(failure -> step.fail(found, holder, failure));
  }
}
