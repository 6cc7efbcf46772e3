package dev.fairlead.assignment.fairness.adapter;

/** Cells of comma-separated values. */
public final class Csv {
  private Csv() {}

  /** A text as one cell; what a spreadsheet would take for a formula is made a text. */
  public static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted =
        safe.indexOf(',') >= 0
            || safe.indexOf('"') >= 0
            || safe.indexOf('\n') >= 0
            || safe.indexOf('\r') >= 0;
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
