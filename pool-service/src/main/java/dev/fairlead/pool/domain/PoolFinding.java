package dev.fairlead.pool.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something about a pool that is allowed but hardly meant.
 *
 * @param code stable, e.g. {@code pool.overlap}
 * @param severity {@code warning}
 * @param pointer the place in the document
 * @param example id of a lead that shows it
 */
public record PoolFinding(
    String code, String severity, String pointer, String message, @Nullable String example) {

  static PoolFinding warning(
      String code, String pointer, String message, @Nullable String example) {
    return new PoolFinding(code, "warning", pointer, message, example);
  }
}
