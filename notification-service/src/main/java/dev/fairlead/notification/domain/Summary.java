package dev.fairlead.notification.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a lead is about, without anything of the person behind it. */
public record Summary(
    @Nullable String company,
    @Nullable String productLine,
    @Nullable String region,
    @Nullable String city,
    @Nullable String source) {

  /** Nothing known yet, or nothing any more. */
  public static final Summary NONE = new Summary(null, null, null, null, null);

  /** The known parts in one line; null when there are none. */
  public @Nullable String line() {
    String line = String.join(" · ", parts());
    return line.isEmpty() ? null : line;
  }

  private List<String> parts() {
    return Stream.of(company, productLine, region, city, source)
        .filter(Objects::nonNull)
        .map(Summary::oneLine)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new))
        .stream()
        .toList();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
