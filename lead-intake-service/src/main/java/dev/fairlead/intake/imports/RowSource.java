package dev.fairlead.intake.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file one after the other; blocks, so only for worker threads. */
public interface RowSource extends Closeable {

  /**
   * A row that is not blank.
   *
   * @param number as a spreadsheet counts it, from 1
   * @param cells as texts
   */
  record Row(int number, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * The next row; null at the end.
   *
   * @throws UnreadableFile when the file is not what it seemed to be
   */
  @Nullable Row next() throws IOException;
}
