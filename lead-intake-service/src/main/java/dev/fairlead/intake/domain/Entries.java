package dev.fairlead.intake.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A configured JSON object by the types its entries must have. What has another type counts as
 * absent and is told with its place.
 */
final class Entries {

  private final String place;
  private final Map<?, ?> entries;
  private final List<Refusal.Place> errors;

  Entries(String place, Map<?, ?> entries, List<Refusal.Place> errors) {
    this.place = place;
    this.entries = entries;
    this.errors = errors;
  }

  Map<?, ?> all() {
    return entries;
  }

  @Nullable String text(String name) {
    Object value = entries.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : text.strip();
    }
    wrong(name, "a text is expected");
    return null;
  }

  /** A text that has to fit. */
  @Nullable String text(String name, Predicate<String> fits, String detail) {
    String text = text(name);
    if (text != null && !fits.test(text)) {
      wrong(name, detail);
      return null;
    }
    return text;
  }

  boolean flag(String name) {
    Object value = entries.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    wrong(name, "true or false is expected");
    return false;
  }

  /** A whole number from one up; zero when it is none. */
  int count(String name) {
    if (entries.get(name) instanceof Number number && number.intValue() >= 1) {
      return number.intValue();
    }
    wrong(name, "a whole number above zero is expected");
    return 0;
  }

  Duration duration(String name, Duration fallback, Duration longest) {
    String text = text(name);
    if (text == null) {
      return fallback;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && duration.compareTo(longest) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below, as for a duration out of bounds
    }
    wrong(name, "a duration such as PT10M, at most " + longest);
    return fallback;
  }

  List<String> list(String name) {
    Object value = entries.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      return items.stream().map(String.class::cast).toList();
    }
    wrong(name, "a list of texts is expected");
    return List.of();
  }

  Map<String, String> texts(String name) {
    Object value = entries.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map && map.values().stream().allMatch(Entries::isFilled)) {
      Map<String, String> texts = new LinkedHashMap<>();
      map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text).strip()));
      return texts;
    }
    wrong(name, "an object of texts is expected");
    return Map.of();
  }

  private static boolean isFilled(@Nullable Object value) {
    return value instanceof String text && !text.isBlank();
  }

  /** An object within this one; null without it. */
  @Nullable Entries object(String name) {
    Object value = entries.get(name);
    if (value instanceof Map<?, ?> map) {
      return new Entries(place + "/" + name, map, errors);
    }
    if (value != null) {
      wrong(name, "an object is expected");
    }
    return null;
  }

  /** One text or number, or a list of them, as texts. */
  List<String> values(String name) {
    List<String> values = plain(entries.get(name));
    if (values == null) {
      wrong(name, "a text, a number or a list of them is expected");
      return List.of();
    }
    return values;
  }

  private static @Nullable List<String> plain(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case String text -> text.isBlank() ? List.of() : List.of(text.strip());
      case BigDecimal number -> List.of(number.toPlainString());
      case Number number -> List.of(number.toString());
      case Boolean flag -> List.of(flag.toString());
      case List<?> items -> {
        List<String> all = new ArrayList<>();
        for (Object item : items) {
          List<String> one = item instanceof List ? null : plain(item);
          if (one == null) {
            yield null;
          }
          all.addAll(one);
        }
        yield all;
      }
      default -> null;
    };
  }

  void wrong(String name, String detail) {
    String escaped = name.replace("~", "~0").replace("/", "~1");
    errors.add(new Refusal.Place(place + "/" + escaped, detail));
  }
}
