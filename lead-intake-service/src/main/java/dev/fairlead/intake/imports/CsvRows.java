package dev.fairlead.intake.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file. */
final class CsvRows implements RowSource {

  private static final char BOM = '\uFEFF';

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  private CsvRows(CSVParser parser) {
    this.parser = parser;
    this.records = parser.iterator();
  }

  static CsvRows open(Path file, String charset, String delimiter) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreEmptyLines(false)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .get();
    Reader reader = new InputStreamReader(in, Charset.forName(charset));
    return new CsvRows(CSVParser.builder().setReader(reader).setFormat(format).get());
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      while (records.hasNext()) {
        CSVRecord record = records.next();
        List<String> cells = record.stream().map(CsvRows::clean).toList();
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
          return new Row((int) record.getRecordNumber(), cells);
        }
      }
      return null;
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new UnreadableFile(
          "import.malformed",
          "not well-formed CSV behind row " + parser.getRecordNumber() + ", perhaps an open quote");
    }
  }

  private static String clean(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == BOM ? cell.substring(1) : cell;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
