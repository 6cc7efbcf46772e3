package dev.fairlead.intake.imports.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a file, with a guess at what each of them is. */
public final class Columns {

  private static final int SHOWN = 3;

  /** Fields that several columns may make up together. */
  static final Set<String> JOINED = Set.of("street", "message");

  private Columns() {}

  /** Whether a file's first row names its columns: nobody is called by a number or an address. */
  public static boolean isHeader(List<String> first) {
    return first.stream().noneMatch(cell -> CellKind.isEmail(cell) || CellKind.isPhone(cell));
  }

  /** Names for that many columns of which nothing stands in the file. */
  public static List<String> unnamed(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("Column " + (i + 1));
    }
    return names;
  }

  /** Headers that are neither blank nor there twice. */
  public static List<String> distinct(List<String> headers) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      String wanted = headers.get(i).isBlank() ? "Column " + (i + 1) : headers.get(i).strip();
      String name = wanted;
      for (int n = 2; !taken.add(name); n++) {
        name = wanted + " (" + n + ")";
      }
      names.add(name);
    }
    return names;
  }

  /**
   * Guesses by what stands above the columns, then by what stands in them. Of several columns that
   * could be one field the likeliest is it.
   */
  public static List<Column> guess(List<String> headers, List<List<String>> rows) {
    Map<Integer, String> byHeader = byHeader(headers);
    Set<String> taken = new HashSet<>(byHeader.values());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      List<String> cells = cells(rows, i);
      String field = byHeader.get(i);
      String guessed = field == null ? null : "header";
      if (field == null) {
        String looks = CellKind.field(cells);
        field = looks != null && taken.add(looks) ? looks : null;
        guessed = field == null ? null : "cells";
      }
      columns.add(new Column(headers.get(i), field, guessed, samples(field, cells)));
    }
    return columns;
  }

  private static Map<Integer, String> byHeader(List<String> headers) {
    Map<String, Integer> best = new HashMap<>();
    Map<Integer, String> fields = new HashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      ColumnNames.Meaning meaning = ColumnNames.of(headers.get(i));
      if (meaning == null) {
        continue;
      }
      Integer rival = JOINED.contains(meaning.field()) ? null : best.get(meaning.field());
      if (rival == null || rank(headers, rival) > meaning.rank()) {
        if (rival != null) {
          fields.remove(rival);
        }
        best.put(meaning.field(), i);
        fields.put(i, meaning.field());
      }
    }
    return fields;
  }

  private static int rank(List<String> headers, int column) {
    ColumnNames.Meaning meaning = ColumnNames.of(headers.get(column));
    return meaning == null ? Integer.MAX_VALUE : meaning.rank();
  }

  private static List<String> cells(List<List<String>> rows, int column) {
    return rows.stream().map(row -> column < row.size() ? row.get(column) : "").toList();
  }

  private static List<String> samples(@Nullable String field, List<String> cells) {
    return cells.stream()
        .filter(cell -> !cell.isBlank())
        .distinct()
        .limit(SHOWN)
        .map(cell -> Mask.of(field, cell))
        .toList();
  }

  /** The field of each recognised column, by its header. */
  public static Map<String, String> mapping(List<Column> columns) {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (Column column : columns) {
      if (column.field() != null) {
        mapping.put(column.header(), column.field());
      }
    }
    return mapping;
  }
}
