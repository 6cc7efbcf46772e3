package dev.fairlead.intake.imports.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file.
 *
 * @param header as it stands in the file; made up where it is blank, repeated or missing
 * @param field the canonical field it was taken for; null when it was not recognised
 * @param guessed by its {@code header} or its {@code cells}; null when it was not recognised
 * @param samples a few of its cells, masked
 */
public record Column(
    String header, @Nullable String field, @Nullable String guessed, List<String> samples) {
  public Column {
    samples = List.copyOf(samples);
  }
}
