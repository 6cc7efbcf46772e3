package dev.fairlead.intake.imports;

import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read, found out once when it came.
 *
 * @param charset of a CSV file; null for XLSX
 * @param delimiter of a CSV file; null for XLSX
 * @param sheet name of the sheet; null for the first, or for CSV
 * @param header whether the first row names the columns
 */
public record FileShape(
    Format format,
    @Nullable String charset,
    @Nullable String delimiter,
    @Nullable String sheet,
    boolean header) {

  /** Formats there are. */
  public enum Format {
    CSV,
    XLSX
  }

  FileShape withHeader(boolean hasHeader) {
    return new FileShape(format, charset, delimiter, sheet, hasHeader);
  }
}
