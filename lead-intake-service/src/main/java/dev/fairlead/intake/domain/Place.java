package dev.fairlead.intake.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place as somebody names it, from the city up.
 *
 * @param cities names of one city, in several languages or spellings
 * @param regions names of one province or state
 * @param country name or ISO 3166 code
 */
public record Place(List<String> cities, List<String> regions, @Nullable String country) {

  public Place {
    cities = List.copyOf(cities);
    regions = List.copyOf(regions);
  }

  /** A place with one name for each level. */
  public static Place of(@Nullable String city, @Nullable String region, @Nullable String country) {
    return new Place(list(city), list(region), country);
  }

  private static List<String> list(@Nullable String name) {
    return Stream.of(name).filter(Objects::nonNull).toList();
  }

  /** Province and city as one text, e.g. {@code 江苏省苏州市}; null when only the country is known. */
  public @Nullable String text() {
    String region = regions.isEmpty() ? "" : regions.getFirst();
    String city = cities.isEmpty() ? "" : cities.getFirst();
    String text =
        region.equals(city) ? region : region + (PlaceNames.isLatin(region) ? " " : "") + city;
    return text.isBlank() ? null : text.strip();
  }
}
