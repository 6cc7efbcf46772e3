package dev.fairlead.intake.imports;

import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.imports.adapter.Imports;
import dev.fairlead.intake.imports.domain.Column;
import dev.fairlead.intake.imports.domain.Columns;
import dev.fairlead.intake.imports.domain.ImportStatus;
import dev.fairlead.intake.imports.domain.Mapping;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Takes a file of leads: looks at it, guesses its columns, keeps it whole. */
@ApplicationScoped
public class ReceiveImport {

  private static final int PIECE = 1 << 20;

  private final Imports imports;
  private final Connectors connectors;
  private final int mostRows;

  ReceiveImport(
      Imports imports,
      Connectors connectors,
      @ConfigProperty(name = "fairlead.intake.imports.max-rows") int mostRows) {
    this.imports = imports;
    this.connectors = connectors;
    this.mostRows = mostRows;
  }

  /**
   * What is asked of an import.
   *
   * @param settings of its leads, as a connector's: {@code source}, {@code productLine} …
   * @param mapping null to use the guess
   * @param autoStart whether it starts at once when there is a column to reach people by
   */
  public record Wish(
      Map<String, Object> settings,
      @Nullable Map<String, String> mapping,
      boolean dryRun,
      boolean autoStart,
      @Nullable String charset,
      @Nullable String sheet) {}

  /** A file that was looked at. */
  public record Looked(Path file, Import found, String digest) {}

  /** Looks at a file; 422 when it cannot be imported like this. */
  public Uni<Looked> look(Caller caller, Path file, String fileName, Wish wish) {
    refuse(connectors.check(wish.settings));
    return Workers.run(
            () -> {
              Inspection seen = Inspection.of(file, wish.charset, wish.sheet, mostRows);
              return new Looked(file, found(caller, file, fileName, wish, seen), digest(file));
            })
        .onFailure(UnreadableFile.class)
        .transform(failure -> refusal((UnreadableFile) failure));
  }

  private static Throwable refusal(UnreadableFile failure) {
    return new ProblemException(Problem.of(422, failure.code(), failure.getMessage()));
  }

  private static void refuse(List<Refusal.Place> errors) {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(
          "import.invalid",
          errors.stream().map(e -> new Problem.Violation(e.pointer(), e.detail())).toList());
    }
  }

  private static Import found(Caller caller, Path file, String fileName, Wish wish, Inspection seen)
      throws IOException {
    List<Column> columns = Columns.guess(seen.headers(), seen.samples());
    Mapping mapping = new Mapping(wish.mapping == null ? Columns.mapping(columns) : wish.mapping);
    refuse(mapping.errors(seen.headers()));
    boolean starts = wish.autoStart && mapping.isReachable();
    return new Import(
        Ids.next(),
        Instant.now(),
        caller.id(),
        fileName,
        Files.size(file),
        seen.shape(),
        wish.settings,
        columns,
        mapping,
        wish.dryRun,
        starts ? ImportStatus.QUEUED : ImportStatus.WAITING,
        null,
        seen.rows(),
        0,
        Import.Counts.NONE,
        null,
        null);
  }

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Keeps the import and its file within the caller's transaction. */
  public Uni<Import> keep(Mutiny.Session session, Looked looked) {
    int pieces = (int) ((looked.found.size() + PIECE - 1) / PIECE);
    return imports
        .insert(session, looked.found)
        .chain(
            () ->
                Multi.createFrom()
                    .range(0, pieces)
                    .onItem()
                    .transformToUniAndConcatenate(n -> keep(session, looked, n))
                    .collect()
                    .last())
        .replaceWith(looked.found);
  }

  private Uni<Void> keep(Mutiny.Session session, Looked looked, int n) {
    UUID id = looked.found.id();
    return Workers.run(() -> piece(looked.file, n))
        .chain(data -> imports.insertPiece(session, id, n, data));
  }

  private static byte[] piece(Path file, int n) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = (long) n * PIECE;
      byte[] data = new byte[(int) Math.min(PIECE, in.length() - from)];
      in.seek(from);
      in.readFully(data);
      return data;
    }
  }
}
