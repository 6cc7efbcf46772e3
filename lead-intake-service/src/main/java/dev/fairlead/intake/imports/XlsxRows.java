package dev.fairlead.intake.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet of an XLSX file, read as a stream. Formulas are not evaluated: what was last
 * computed is taken as text.
 */
final class XlsxRows implements RowSource {

  private static final int MOST_COLUMNS = 200;

  private final ReadableWorkbook workbook;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;

  private XlsxRows(ReadableWorkbook workbook, Stream<org.dhatim.fastexcel.reader.Row> stream) {
    this.workbook = workbook;
    this.stream = stream;
    this.rows = stream.iterator();
  }

  static XlsxRows open(Path file, @Nullable String sheet) throws IOException {
    ReadableWorkbook workbook = null;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
      return new XlsxRows(workbook, sheet(workbook, sheet).openStream());
    } catch (ExcelReaderException | IllegalArgumentException | UncheckedIOException e) {
      close(workbook);
      throw new UnreadableFile("import.malformed", "not a well-formed XLSX file");
    } catch (IOException e) {
      close(workbook);
      throw e;
    }
  }

  private static void close(@Nullable ReadableWorkbook workbook) throws IOException {
    if (workbook != null) {
      workbook.close();
    }
  }

  private static Sheet sheet(ReadableWorkbook workbook, @Nullable String name) throws IOException {
    return (name == null ? workbook.getSheet(0) : workbook.findSheet(name))
        .orElseThrow(() -> new UnreadableFile("import.sheet", "the file has no such sheet"));
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      while (rows.hasNext()) {
        org.dhatim.fastexcel.reader.Row row = rows.next();
        List<String> cells = cells(row);
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
          return new Row(row.getRowNum(), cells);
        }
      }
      return null;
    } catch (ExcelReaderException | UncheckedIOException | IllegalArgumentException e) {
      throw new UnreadableFile("import.malformed", "not a well-formed XLSX file");
    }
  }

  private static List<String> cells(org.dhatim.fastexcel.reader.Row row) {
    List<String> cells = new ArrayList<>();
    int count = Math.min(row.getCellCount(), MOST_COLUMNS);
    for (int i = 0; i < count; i++) {
      Cell cell = row.getCell(i);
      cells.add(cell == null ? "" : text(cell));
    }
    return cells;
  }

  private static String text(Cell cell) {
    if (cell.getType() == CellType.ERROR) {
      return "";
    }
    if (cell.getType() == CellType.NUMBER) {
      return isDate(cell) ? cell.asDate().toString() : number(cell.asNumber());
    }
    String raw = cell.getType() == CellType.FORMULA ? cell.getRawValue() : cell.getText();
    return raw == null ? "" : raw;
  }

  private static boolean isDate(Cell cell) {
    String format = cell.getDataFormatString();
    return format != null
        && !format.equals("General")
        && format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]", "").matches("(?i).*(?:yy|d|h+:).*");
  }

  private static String number(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
