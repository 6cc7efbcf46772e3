package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elementor's "Advanced Data": {@code fields[name][type]}, {@code meta[page_url][value]}. */
final class ElementorData {

  private static final Pattern PART =
      Pattern.compile("(fields|meta)(?:\\[|\\.)([^\\]]*?)(?:\\]\\[|\\.)(\\w+)\\]?");
  private static final Map<String, String> TYPES =
      Map.of("email", "email", "tel", "phone", "textarea", "message");

  /** Types that hold nothing a lead is about. */
  private static final Set<String> EMPTY =
      Set.of("recaptcha", "recaptcha_v3", "honeypot", "step", "html", "password");

  private final Fields rest = new Fields();
  private final Map<String, Map<String, String>> fields = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> meta = new LinkedHashMap<>();

  ElementorData(Fields sent) {
    sent.each(this::take);
  }

  static boolean isAdvanced(Fields sent) {
    return sent.names().stream().anyMatch(name -> PART.matcher(name).matches());
  }

  private void take(String name, String value) {
    Matcher part = PART.matcher(name);
    if (part.matches()) {
      (part.group(1).equals("meta") ? meta : fields)
          .computeIfAbsent(part.group(2), ignored -> new LinkedHashMap<>())
          .putIfAbsent(part.group(3), value);
    } else {
      rest.add(name, value);
    }
  }

  /** The fields by their ids, with title and type; the rest as it was. */
  Fields plain() {
    meta.forEach((name, parts) -> rest.add("meta[" + name + "]", parts.get("value")));
    fields.forEach(this::field);
    return rest;
  }

  private void field(String id, Map<String, String> parts) {
    String type = parts.getOrDefault("type", "");
    String value = parts.getOrDefault("value", parts.getOrDefault("raw_value", ""));
    String title = parts.getOrDefault("title", id);
    if (type.equals("acceptance")) {
      rest.consent(new LeadData.Consent(id, title, !value.isBlank(), null));
    } else if (!EMPTY.contains(type)) {
      rest.add(id, title.equals(id) ? null : title, TYPES.get(type), value);
    }
  }
}
