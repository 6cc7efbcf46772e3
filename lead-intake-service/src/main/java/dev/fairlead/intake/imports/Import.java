package dev.fairlead.intake.imports;

import dev.fairlead.intake.imports.domain.Column;
import dev.fairlead.intake.imports.domain.ImportStatus;
import dev.fairlead.intake.imports.domain.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of leads and how far it is taken.
 *
 * @param size of the file in bytes
 * @param settings of its leads, as a connector's
 * @param dryRun everything is tried, nothing stays
 * @param detail why it failed
 * @param total rows without the header
 * @param done rows that are settled; the next one to take
 */
public record Import(
    UUID id,
    Instant createdAt,
    String createdBy,
    String fileName,
    long size,
    FileShape shape,
    Map<String, Object> settings,
    List<Column> columns,
    Mapping mapping,
    boolean dryRun,
    ImportStatus status,
    @Nullable String detail,
    int total,
    int done,
    Counts counts,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** What became of rows. */
  public record Counts(int created, int attached, int duplicate, int rejected) {
    /** Of none. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  /** Names of its columns, in their order. */
  public List<String> headers() {
    return columns.stream().map(Column::header).toList();
  }
}
