package dev.fairlead.intake.fetch;

import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.Identity;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a lead that a platform holds. Only names that the platform itself has, or
 * the connector maps, become canonical: a customer's own question may be called anything. What does
 * not have the form of an address or a number is kept as an answer, and costs no lead.
 */
final class HeldFields {

  private final Fields fields = new Fields();
  private final Settings settings;
  private final Map<String, String> names;

  HeldFields(Settings settings, Map<String, String> names) {
    this.settings = settings;
    this.names = names;
  }

  Fields fields() {
    return fields;
  }

  /** A field of ours. */
  HeldFields set(String canonical, @Nullable String value) {
    fields.add(canonical, value);
    return this;
  }

  /** An answer of the form. */
  void take(String name, String value) {
    String canonical = settings.fieldMap().getOrDefault(name, names.get(name));
    if (canonical == null || !fits(canonical, value) || fields.first(canonical) != null) {
      fields.answer(name, value);
    } else {
      fields.add(canonical, value);
    }
  }

  private static boolean fits(String canonical, String value) {
    return switch (canonical) {
      case "email" -> Identity.email(value) != null;
      case "phone" -> LeadReader.isPhone(value.strip());
      default -> true;
    };
  }
}
