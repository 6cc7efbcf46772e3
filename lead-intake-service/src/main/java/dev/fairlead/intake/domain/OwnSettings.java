package dev.fairlead.intake.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The settings that only some kinds know, by name; those of an object within as {@code
 * answer.codeKey}. A kind asks for its own, so names nobody knows do no harm.
 */
final class OwnSettings {

  private static final Set<String> ACCOUNTS =
      Set.of("knownAdvId", "knownUcid", "knownAccountId", "knownOid", "portalForm");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Map<String, Predicate<String>> FORMS =
      Map.of(
          "secretHeader", text -> HEADER.matcher(text).matches(),
          "items", text -> text.isEmpty() || text.startsWith("/"),
          "redirectUri", SettingsDocument::isWebAddress);
  private static final Map<String, String> DETAILS =
      Map.of(
          "secretHeader", "the name of a header is expected",
          "items", "a JSON Pointer such as /leads is expected",
          "redirectUri", "a web address is expected");

  private OwnSettings() {}

  static Map<String, List<String>> read(Entries document, Set<String> common) {
    Map<String, List<String>> own = new HashMap<>();
    document.flag("unsigned");
    FORMS.forEach((name, fits) -> document.text(name, fits, DETAILS.getOrDefault(name, "")));
    ACCOUNTS.forEach(document::values);
    document
        .all()
        .forEach(
            (name, value) -> {
              if (!common.contains(String.valueOf(name))) {
                take(own, String.valueOf(name), value);
              }
            });
    return own;
  }

  private static void take(Map<String, List<String>> own, String name, Object value) {
    if (value instanceof Map<?, ?> object) {
      object.forEach((inner, its) -> take(own, name + "." + inner, its));
    } else if (value != null) {
      own.put(name, new Entries("", Map.of(name, value), new ArrayList<>()).values(name));
    }
  }
}
