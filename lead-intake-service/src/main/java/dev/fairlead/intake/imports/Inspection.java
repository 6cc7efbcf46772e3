package dev.fairlead.intake.imports;

import dev.fairlead.intake.imports.domain.Columns;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a file when it comes: its format, its columns, how many rows it has. Blocks.
 *
 * @param rows without the header
 * @param samples its first rows
 */
record Inspection(FileShape shape, List<String> headers, List<List<String>> samples, int rows) {

  private static final int SAMPLES = 50;
  private static final int LOOKED_AT = 64 << 10;
  private static final int MOST_COLUMNS = 200;
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  /**
   * Looks at a file.
   *
   * @param charset of a CSV file; null to find out
   * @param sheet of an XLSX file; null for the first
   * @throws UnreadableFile when it cannot be imported
   */
  static Inspection of(Path file, @Nullable String charset, @Nullable String sheet, int mostRows)
      throws IOException {
    FileShape shape = shape(file, charset, sheet);
    try (RowSource rows = open(file, shape)) {
      RowSource.Row first = rows.next();
      if (first == null) {
        throw new UnreadableFile("import.empty", "the file has no rows");
      }
      if (first.cells().size() > MOST_COLUMNS) {
        throw new UnreadableFile("import.columns", "at most " + MOST_COLUMNS + " columns");
      }
      return count(rows, first, shape, mostRows);
    }
  }

  private static Inspection count(
      RowSource rows, RowSource.Row first, FileShape shape, int mostRows) throws IOException {
    boolean header = Columns.isHeader(first.cells());
    List<List<String>> samples = new ArrayList<>();
    int count = 0;
    for (RowSource.Row row = header ? rows.next() : first; row != null; row = rows.next()) {
      count++;
      if (count > mostRows) {
        throw new UnreadableFile("import.too-many-rows", "at most " + mostRows + " rows");
      }
      if (count <= SAMPLES) {
        samples.add(row.cells());
      }
    }
    List<String> headers =
        header ? Columns.distinct(first.cells()) : Columns.unnamed(first.cells().size());
    return new Inspection(shape.withHeader(header), headers, samples, count);
  }

  /** Opens a file at its first row that is data. */
  static RowSource openData(Path file, FileShape shape) throws IOException {
    RowSource rows = open(file, shape);
    if (shape.header()) {
      rows.next();
    }
    return rows;
  }

  private static RowSource open(Path file, FileShape shape) throws IOException {
    return switch (shape.format()) {
      case CSV ->
          CsvRows.open(
              file,
              shape.charset() == null ? "UTF-8" : shape.charset(),
              shape.delimiter() == null ? "," : shape.delimiter());
      case XLSX -> XlsxRows.open(file, shape.sheet());
    };
  }

  private static FileShape shape(Path file, @Nullable String charset, @Nullable String sheet)
      throws IOException {
    byte[] head = head(file);
    if (head.length >= 4 && head[0] == 'P' && head[1] == 'K') {
      ZipGuard.check(file);
      return new FileShape(FileShape.Format.XLSX, null, null, sheet, true);
    }
    if (head.length >= 4 && (head[0] & 0xFF) == 0xD0 && (head[1] & 0xFF) == 0xCF) {
      throw new UnreadableFile("import.format", "save it as XLSX or CSV; XLS is not taken");
    }
    String name = charset == null ? charset(file, head) : known(charset);
    return new FileShape(FileShape.Format.CSV, name, delimiter(file, name), null, true);
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4);
    }
  }

  private static String known(String charset) throws UnreadableFile {
    try {
      return Charset.forName(charset.strip()).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnreadableFile("import.charset", "there is no such charset");
    }
  }

  /** UTF-8 when every byte fits it, else what Chinese spreadsheets write. */
  private static String charset(Path file, byte[] head) throws IOException {
    int mark = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return "UTF-16";
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
      if (fits(file, charset)) {
        return charset.name();
      }
    }
    throw new UnreadableFile("import.charset", "neither UTF-8 nor GB18030; name its charset");
  }

  private static boolean fits(Path file, Charset charset) throws IOException {
    try (Reader reader = strict(file, charset)) {
      char[] buffer = new char[LOOKED_AT];
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        if (new String(buffer, 0, read).indexOf('\0') >= 0) {
          throw new UnreadableFile("import.format", "neither CSV nor XLSX");
        }
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Reader strict(Path file, Charset charset) throws IOException {
    return new InputStreamReader(
        new BufferedInputStream(Files.newInputStream(file)),
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The one that stands most often in the first line, outside quotes. */
  private static String delimiter(Path file, String charset) throws IOException {
    try (Reader reader =
        new InputStreamReader(Files.newInputStream(file), Charset.forName(charset))) {
      char[] buffer = new char[LOOKED_AT];
      int read = Math.max(reader.read(buffer), 0);
      int[] counts = new int[DELIMITERS.size()];
      boolean quoted = false;
      for (int i = 0; i < read && (quoted || buffer[i] != '\n'); i++) {
        quoted ^= buffer[i] == '"';
        int which = quoted ? -1 : DELIMITERS.indexOf(String.valueOf(buffer[i]));
        if (which >= 0) {
          counts[which]++;
        }
      }
      int most = Arrays.stream(counts).max().orElse(0);
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == most) {
          return DELIMITERS.get(i);
        }
      }
      return ",";
    }
  }
}
