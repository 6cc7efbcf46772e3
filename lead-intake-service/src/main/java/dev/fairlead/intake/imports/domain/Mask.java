package dev.fairlead.intake.imports.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cells as they may be shown: enough to see what a column is, too little to know a person. */
final class Mask {

  private static final int LONGEST = 40;
  private static final Set<String> OPEN =
      Set.of(
          "company",
          "jobTitle",
          "region",
          "city",
          "country",
          "industry",
          "segment",
          "productLine",
          "value",
          "source",
          "submittedAt",
          "campaign",
          "adGroup",
          "ad",
          "keyword");

  private Mask() {}

  static String of(@Nullable String field, String cell) {
    String text = cell.strip();
    if (CellKind.isEmail(text)) {
      return text.charAt(0) + "***" + text.substring(text.lastIndexOf('@'));
    }
    if (CellKind.isPhone(text) && text.length() > 6) {
      return text.substring(0, 3) + "****" + text.substring(text.length() - 2);
    }
    if (field != null && OPEN.contains(field)) {
      return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
    return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1)) + "**";
  }
}
