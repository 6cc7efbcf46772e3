package dev.fairlead.intake.imports.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell looks like, whatever stands above it. */
final class CellKind {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}");
  private static final Pattern PHONE =
      Pattern.compile("(?:(?:\\+|00)\\d{8,15}|(?:\\+?86)?1[3-9]\\d{9}|0\\d{2,3}\\d{7,8})");
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s()./-]");

  private CellKind() {}

  static boolean isEmail(String cell) {
    return EMAIL.matcher(cell.strip()).matches();
  }

  static boolean isPhone(String cell) {
    String digits = Normalizer.normalize(cell, Normalizer.Form.NFKC);
    return PHONE.matcher(PUNCTUATION.matcher(digits).replaceAll("")).matches();
  }

  /** The field most of these cells look like: {@code email}, {@code phone} or null. */
  static @Nullable String field(List<String> cells) {
    List<String> filled = cells.stream().filter(cell -> !cell.isBlank()).toList();
    if (filled.isEmpty()) {
      return null;
    }
    if (isMost(filled.stream().filter(CellKind::isEmail).count(), filled.size())) {
      return "email";
    }
    return isMost(filled.stream().filter(CellKind::isPhone).count(), filled.size())
        ? "phone"
        : null;
  }

  private static boolean isMost(long some, int all) {
    return some * 10 >= all * 7L;
  }
}
