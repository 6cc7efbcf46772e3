package dev.fairlead.intake.imports;

import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.imports.adapter.Imports;
import dev.fairlead.intake.imports.domain.ImportStatus;
import dev.fairlead.intake.imports.domain.Mapping;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** What an admin may do to an import: correct its columns, start it, stop it. */
@ApplicationScoped
public class SteerImport {

  private final Imports imports;
  private final Duration keepFile;

  SteerImport(
      Imports imports,
      @ConfigProperty(name = "fairlead.intake.imports.retention") Duration keepFile) {
    this.imports = imports;
    this.keepFile = keepFile;
  }

  /** Says which column is which field; 409 once rows are taken. */
  public Uni<Import> map(Mutiny.Session session, UUID id, Mapping mapping) {
    return change(
        session,
        id,
        found -> {
          startable(found);
          List<Refusal.Place> errors = mapping.errors(found.headers());
          if (!errors.isEmpty()) {
            throw ProblemException.invalid(
                "import.mapping",
                errors.stream().map(e -> new Problem.Violation(e.pointer(), e.detail())).toList());
          }
          return imports.map(session, id, mapping);
        });
  }

  /** Starts it; after a dry run, in earnest. */
  public Uni<Import> start(Mutiny.Session session, UUID id) {
    return change(
        session,
        id,
        found -> {
          startable(found);
          if (!found.mapping().isReachable()) {
            throw ProblemException.invalid(
                "import.no-contact", "/mapping", "map a column to phone, email or wechat");
          }
          return imports.queue(session, id);
        });
  }

  /** Stops it; what was taken stays. */
  public Uni<Import> cancel(Mutiny.Session session, UUID id) {
    return change(
        session,
        id,
        found -> {
          if (!found.status().isUnderWay() && found.status() != ImportStatus.WAITING) {
            throw ProblemException.conflict("import.over", "it is over");
          }
          return imports.end(session, id, ImportStatus.CANCELLED, null, keepFile);
        });
  }

  private static void startable(Import found) {
    boolean rehearsed = found.dryRun() && found.status() == ImportStatus.FINISHED;
    if (found.status() != ImportStatus.WAITING && !rehearsed) {
      throw ProblemException.conflict("import.started", "it has been started");
    }
  }

  private Uni<Import> change(Mutiny.Session session, UUID id, Function<Import, Uni<Void>> change) {
    return imports
        .lock(session, id)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("import.unknown", "such import"))
        .chain(change::apply)
        .chain(() -> imports.find(session, id));
  }
}
