package dev.fairlead.intake.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sender's field means: what the connector's field map says, else the kind's names, else the
 * canonical names, else what the form calls its type, else what its label looks like.
 */
final class Meanings {

  /** What nobody's form field may decide unless the field map says so. */
  private static final Set<String> RESERVED =
      Set.of("source", "test", "externalId", "submittedAt", "form", "formName");

  private static final int CANONICAL = 1000;
  private static final int HINTED = 2000;
  private static final int GUESSED = 3000;
  private static final int NOTHING = 4000;

  private final Map<String, String> fieldMap = new HashMap<>();
  private final Vocabulary vocabulary;

  Meanings(Settings settings, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    settings.fieldMap().forEach((key, target) -> fieldMap.put(dotted(key), target));
    fieldMap.putAll(settings.fieldMap());
  }

  /** A JSON Pointer as the dotted path it is the same as; others unchanged. */
  private static String dotted(String key) {
    return key.startsWith("/") && key.length() > 1
        ? key.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~")
        : key;
  }

  /**
   * The meaning of a field.
   *
   * @param name the sender's, or the one that the field map puts in its place
   * @param canonical null when it has none
   * @param mapped whether the field map says so
   * @param rank the lower one wins where several fields mean the same
   */
  record Meaning(String name, @Nullable String canonical, boolean mapped, int rank) {}

  Meaning of(Fields.Field field) {
    String target = target(field);
    String name = target == null ? field.name() : target;
    boolean mapped = target != null;
    String own = vocabulary.names().get(name);
    if (own != null) {
      return new Meaning(name, own, mapped, mapped ? -1 : vocabulary.rank(name));
    }
    String canonical = CanonicalNames.of(name);
    if (canonical != null && (mapped || isOpen(canonical))) {
      return new Meaning(name, canonical, mapped, mapped ? -1 : CANONICAL);
    }
    if (mapped || vocabulary.passedOver().contains(name)) {
      return new Meaning(name, null, mapped, NOTHING);
    }
    if (field.hint() != null) {
      return new Meaning(name, field.hint(), false, HINTED);
    }
    String guess = vocabulary.guesses() ? guess(field) : null;
    return new Meaning(name, guess, false, guess == null ? NOTHING : GUESSED);
  }

  private @Nullable String target(Fields.Field field) {
    String target = fieldMap.get(field.name());
    return target == null && field.label() != null ? fieldMap.get(field.label()) : target;
  }

  private boolean isOpen(String canonical) {
    return vocabulary.trusting() || !RESERVED.contains(canonical);
  }

  private static @Nullable String guess(Fields.Field field) {
    String byLabel = field.label() == null ? null : Labels.guess(field.label(), field.value());
    return byLabel == null ? Labels.guess(field.name(), field.value()) : byLabel;
  }
}
