package dev.fairlead.intake.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sender wrote, by its own names: plain fields in the order sent, and the parts that have a
 * structure of their own in JSON. Values are trimmed, blank ones dropped.
 */
public final class Fields {

  final List<Field> plain = new ArrayList<>();
  final Map<String, String> utm = new LinkedHashMap<>();
  final List<LeadData.Consent> consents = new ArrayList<>();
  final List<LeadData.Answered> answers = new ArrayList<>();
  final List<Refusal.Place> errors = new ArrayList<>();

  /** A plain field. */
  public Fields add(String name, @Nullable String value) {
    if (value != null && !clean(value).isEmpty() && !clean(name).isEmpty()) {
      plain.add(new Field(clean(name), clean(value)));
    }
    return this;
  }

  /** A campaign parameter, named without {@code utm_}. */
  public Fields utm(String name, String value) {
    if (!value.isBlank()) {
      utm.putIfAbsent(clean(name), clean(value));
    }
    return this;
  }

  /** What was agreed to, or not. */
  public Fields consent(LeadData.Consent consent) {
    consents.add(
        new LeadData.Consent(
            clean(consent.purpose()),
            cleanOrNull(consent.text()),
            consent.granted(),
            consent.at(),
            cleanOrNull(consent.textVersion()),
            cleanOrNull(consent.legalBasis())));
    return this;
  }

  /** A question of the form and its answer. */
  public Fields answer(String key, String value) {
    if (!value.isBlank()) {
      answers.add(new LeadData.Answered(clean(key), clean(value)));
    }
    return this;
  }

  /** Something that does not have the type it must have. */
  public Fields wrong(String pointer, String detail) {
    errors.add(new Refusal.Place(pointer, detail));
    return this;
  }

  /** The first value of a field by the sender's name; null when absent. */
  public @Nullable String first(String name) {
    for (Field field : plain) {
      if (field.name.equals(name)) {
        return field.value;
      }
    }
    return null;
  }

  /** Trimmed, and without the one character that PostgreSQL's text cannot hold. */
  private static String clean(String text) {
    return text.replace("\0", "").strip();
  }

  private static @Nullable String cleanOrNull(@Nullable String text) {
    return text == null || clean(text).isEmpty() ? null : clean(text);
  }

  /** A plain field. */
  record Field(String name, String value) {}
}
