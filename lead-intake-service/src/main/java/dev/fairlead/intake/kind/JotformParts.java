package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Fields;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JotForm's fields of several parts: names, numbers, addresses, dates. */
final class JotformParts {

  /** Parts that mean something wherever they stand. */
  private static final Map<String, String> PARTS =
      Map.of(
          "first", "firstName",
          "last", "lastName",
          "addr_line1", "street",
          "city", "city",
          "state", "region",
          "postal", "postalCode",
          "country", "country");

  private JotformParts() {}

  static void take(Fields fields, String key, String name, JsonNode value) {
    if (value.has("full") || value.has("area")) {
      fields.add(key, name, "phone", number(value));
    } else if (value.has("year") && value.has("month") && value.has("day")) {
      fields.add(key, name, null, joined("-", value, "year", "month", "day"));
    } else {
      value
          .properties()
          .forEach(
              part ->
                  fields.add(
                      key + "." + part.getKey(),
                      name + " " + part.getKey(),
                      PARTS.get(part.getKey()),
                      JsonText.of(part.getValue())));
    }
  }

  private static String number(JsonNode value) {
    return value.hasNonNull("full")
        ? JsonText.of(value.get("full"))
        : joined(" ", value, "country", "area", "phone");
  }

  private static String joined(String between, JsonNode value, String... parts) {
    return Stream.of(parts)
        .map(part -> JsonText.of(value.path(part)))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(between));
  }
}
