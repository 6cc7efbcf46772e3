package dev.fairlead.intake.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An import while this replica holds it: its open file and the row that is next. */
final class ImportRun {

  private final Import found;
  private final UUID holder;
  private final RowSource rows;
  private int done;

  private ImportRun(Import found, UUID holder, RowSource rows) {
    this.found = found;
    this.holder = holder;
    this.rows = rows;
    this.done = found.done();
  }

  /** Opens the file behind the rows that are done. */
  static ImportRun open(Import found, UUID holder, Path file) throws IOException {
    if (Files.size(file) != found.size()) {
      throw new UnreadableFile("import.file-gone", "its file is no longer kept");
    }
    ImportRun run = new ImportRun(found, holder, Inspection.openData(file, found.shape()));
    try {
      for (int i = 0; i < found.done(); i++) {
        run.rows.next();
      }
      return run;
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  Import found() {
    return found;
  }

  UUID holder() {
    return holder;
  }

  /** Rows that are settled. */
  int done() {
    return done;
  }

  void advance(int to) {
    done = to;
  }

  /** The next rows; none at the end. Blocks. */
  List<RowSource.Row> read(int most) throws IOException {
    List<RowSource.Row> batch = new ArrayList<>(most);
    while (batch.size() < most) {
      RowSource.Row row = rows.next();
      if (row == null) {
        return batch;
      }
      batch.add(row);
    }
    return batch;
  }

  boolean close() throws IOException {
    rows.close();
    return true;
  }
}
