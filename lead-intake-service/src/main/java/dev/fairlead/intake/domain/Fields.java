package dev.fairlead.intake.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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
    return add(name, null, null, value);
  }

  /**
   * A plain field of a form.
   *
   * @param label what people read; absent when that is the name
   * @param hint the canonical name that the field's type stands for; absent when it tells none
   */
  public Fields add(
      String name, @Nullable String label, @Nullable String hint, @Nullable String value) {
    if (value != null && !clean(value).isEmpty() && !clean(name).isEmpty()) {
      plain.add(new Field(clean(name), clean(value), cleanOrNull(label), hint));
    }
    return this;
  }

  /** Leaves out what equals a secret: some senders send theirs along with the lead. */
  public Fields without(Collection<String> secrets) {
    plain.removeIf(field -> secrets.contains(field.value));
    answers.removeIf(answer -> secrets.contains(answer.value()));
    return this;
  }

  /** A campaign parameter, named without {@code utm_}. */
  public Fields utm(String name, String value) {
    if (!clean(value).isEmpty() && !clean(name).isEmpty()) {
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

  /** A question of the form and its answer, which is an answer whatever its name. */
  public Fields answer(String key, String value) {
    return answer(key, null, value);
  }

  /** The same, where people read another label than the key. */
  public Fields answer(String key, @Nullable String label, String value) {
    if (!clean(value).isEmpty() && !clean(key).isEmpty()) {
      answers.add(new LeadData.Answered(clean(key), clean(value), cleanOrNull(label)));
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

  /** With the plain fields of another request behind these. */
  public Fields more(Fields others) {
    plain.addAll(others.plain);
    return this;
  }

  /** Names and values in their order. */
  public void each(BiConsumer<String, String> take) {
    plain.forEach(field -> take.accept(field.name, field.value));
  }

  /** The names in their order. */
  public List<String> names() {
    return plain.stream().map(Field::name).toList();
  }

  /** The same, where a field without a hint gets the one that is told for its name and value. */
  public Fields hinting(BiFunction<String, String, @Nullable String> hints) {
    plain.replaceAll(
        field ->
            field.hint == null
                ? new Field(
                    field.name, field.value, field.label, hints.apply(field.name, field.value))
                : field);
    return this;
  }

  /** Every value of fields by these names, or that a field map gives one of these names. */
  public List<String> all(Map<String, String> fieldMap, String... names) {
    Set<String> wanted = Set.of(names);
    return plain.stream()
        .filter(field -> wanted.contains(fieldMap.getOrDefault(field.name, field.name)))
        .map(Field::value)
        .toList();
  }

  /** Trimmed, and without the one character that PostgreSQL's text cannot hold. */
  private static String clean(String text) {
    return text.replace("\0", "").strip();
  }

  private static @Nullable String cleanOrNull(@Nullable String text) {
    return text == null || clean(text).isEmpty() ? null : clean(text);
  }

  /** A plain field. */
  record Field(String name, String value, @Nullable String label, @Nullable String hint) {}
}
