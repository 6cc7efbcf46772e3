package dev.fairlead.intake.domain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Provinces of China by ISO 3166-2 code, with the names people write, and which cities lie in them.
 */
final class ChinesePlaces {

  private static final Map<String, String> PROVINCES = new HashMap<>();
  private static final Map<String, String> CITIES = new HashMap<>();

  static {
    WordList.lines("chinese-places.txt").forEach(ChinesePlaces::add);
  }

  private ChinesePlaces() {}

  private static void add(String line) {
    String[] columns = line.split("\\|", -1);
    String code = columns[0];
    PROVINCES.put(PlaceNames.plain(code), code);
    PROVINCES.put(columns[1], code);
    for (String spelling : columns[2].split(",")) {
      PROVINCES.put(spelling, code);
    }
    for (String city : columns[3].split(",")) {
      if (!city.isEmpty()) {
        CITIES.put(PlaceNames.bare(city), code);
      }
    }
  }

  /** The code of the province with this bare name; null when it is none. */
  static @Nullable String province(String bare) {
    return PROVINCES.get(bare);
  }

  /** The code of the province in which a city of this bare name lies; null when it is none. */
  static @Nullable String provinceOfCity(String bare) {
    return CITIES.get(bare);
  }
}
