package dev.fairlead.intake.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/** Countries by ISO 3166 codes and by their English and Chinese names. */
final class Countries {

  private static final Map<String, String> NAMES = new HashMap<>();
  private static final Map<String, String> CODES = new HashMap<>();

  static {
    for (String code : Locale.getISOCountries()) {
      Locale country = Locale.of("", code);
      CODES.put(code.toLowerCase(Locale.ROOT), code);
      alpha3(country, code);
      for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        NAMES.put(PlaceNames.plain(country.getDisplayCountry(language)), code);
      }
    }
    NAMES.put("中华人民共和国", "CN");
    NAMES.put("peoplesrepublicofchina", "CN");
    NAMES.put("prchina", "CN");
    NAMES.put("mainlandchina", "CN");
    NAMES.put("中国大陆", "CN");
    NAMES.put("usa", "US");
    NAMES.put("unitedstatesofamerica", "US");
    NAMES.put("uk", "GB");
    NAMES.put("greatbritain", "GB");
    NAMES.put("korea", "KR");
    NAMES.put("southkorea", "KR");
    CODES.put("prc", "CN");
  }

  private Countries() {}

  private static void alpha3(Locale country, String code) {
    try {
      CODES.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
    } catch (MissingResourceException e) {
      // a few territories have no code of three letters
    }
  }

  /** The two letters of a country with this plain name; null when it is none. */
  static @Nullable String named(String plain) {
    return NAMES.get(plain);
  }

  /** The two letters of a country that is written by name or code; null when it is none. */
  static @Nullable String code(String written) {
    String plain = PlaceNames.plain(written);
    String byCode = CODES.get(plain);
    return byCode == null ? NAMES.get(plain) : byCode;
  }
}
