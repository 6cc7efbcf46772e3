package dev.fairlead.intake.imports.domain;

import java.util.List;
import java.util.stream.Collectors;

/** A line of the error file (RFC 4180). */
public final class ErrorLine {

  private ErrorLine() {}

  /** The cells as one line; what a spreadsheet would run as a formula is made plain text. */
  public static String of(List<String> cells) {
    return cells.stream().map(ErrorLine::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String plain = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean bare = plain.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return bare ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }
}
