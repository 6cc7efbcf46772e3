package dev.fairlead.pool.adapter;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Versions of configuration as entity tags. */
final class Versions {
  private Versions() {}

  static String tag(int version) {
    return "\"" + version + "\"";
  }

  /** What {@code If-Match} and {@code If-None-Match: *} demand of the present version. */
  static Predicate<@Nullable Integer> demand(
      @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    return version -> matches(ifMatch, version) && !("*".equals(ifNoneMatch) && version != null);
  }

  private static boolean matches(@Nullable String ifMatch, @Nullable Integer version) {
    if (ifMatch == null) {
      return true;
    }
    if (version == null) {
      return false;
    }
    return Stream.of(ifMatch.split(",", -1))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(version)));
  }
}
