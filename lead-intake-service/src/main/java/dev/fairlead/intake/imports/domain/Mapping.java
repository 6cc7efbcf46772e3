package dev.fairlead.intake.imports.domain;

import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Refusal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column is which field.
 *
 * @param fields by header the canonical field, or another name for an answer of that name; blank to
 *     leave the column out. Columns it does not name become answers under their header.
 */
public record Mapping(Map<String, String> fields) {

  private static final int LONGEST_NAME = 100;
  private static final Set<String> CONTACT = Set.of("phone", "email", "wechat");
  private static final Set<String> RESERVED = Set.of("utm", "answers");

  public Mapping {
    fields = Map.copyOf(fields);
  }

  /** What is wrong with it for a file with these headers; empty when it may be used. */
  public List<Refusal.Place> errors(List<String> headers) {
    List<Refusal.Place> errors = new ArrayList<>();
    fields.forEach(
        (header, field) -> {
          String pointer = "/mapping/" + header.replace("~", "~0").replace("/", "~1");
          if (!headers.contains(header)) {
            errors.add(new Refusal.Place(pointer, "the file has no such column"));
          } else if (field.length() > LONGEST_NAME) {
            errors.add(new Refusal.Place(pointer, "at most " + LONGEST_NAME + " characters"));
          }
        });
    return errors;
  }

  /** Whether there is a column by which a lead can be reached. */
  public boolean isReachable() {
    return fields.values().stream().anyMatch(CONTACT::contains);
  }

  /**
   * A row by field. Of several columns of one field the first that is filled counts; a street and a
   * message are put together from all of theirs.
   *
   * @param zone of times that do not say theirs
   */
  public Map<String, String> apply(List<String> headers, List<String> cells, ZoneId zone) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i).strip();
      String field = cell.isEmpty() ? null : field(headers, i);
      if (field != null) {
        put(row, field, field.equals("submittedAt") ? SheetTime.iso(cell, zone) : cell);
      }
    }
    return row;
  }

  private @Nullable String field(List<String> headers, int column) {
    String header = column < headers.size() ? headers.get(column) : "Column " + (column + 1);
    String field = fields.get(header);
    if (field == null) {
      return isTaken(header) ? header + " (column)" : header;
    }
    return field.isBlank() ? null : field;
  }

  /** Whether a header that was not mapped would be read as something else than an answer. */
  private static boolean isTaken(String header) {
    return RESERVED.contains(header) || LeadReader.isCanonical(header);
  }

  private static void put(Map<String, String> row, String field, String value) {
    if (Columns.JOINED.contains(field)) {
      row.merge(field, value, (one, more) -> one + " " + more);
    } else {
      row.putIfAbsent(field, value);
    }
  }
}
