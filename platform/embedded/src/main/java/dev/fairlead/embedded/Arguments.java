package dev.fairlead.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a subcommand: options with a value ({@code --rate 5} or {@code --rate=5}), flags
 * and what remains.
 */
final class Arguments {

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();
  private final List<String> words = new ArrayList<>();

  /**
   * Sorts the words.
   *
   * @throws Trouble for an option that is in neither set, or lacks its value
   */
  Arguments(List<String> arguments, Set<String> knownValues, Set<String> knownFlags) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals > 0 ? word.substring(0, equals) : word;
      if (knownValues.contains(option)) {
        if (equals > 0) {
          values.put(option, word.substring(equals + 1));
        } else if (i + 1 < arguments.size()) {
          values.put(option, arguments.get(++i));
        } else {
          throw new Trouble(option + " needs a value.");
        }
      } else if (knownFlags.contains(word)) {
        flags.add(word);
      } else if (word.startsWith("-")) {
        throw new Trouble("Unknown option " + word + ".");
      } else {
        words.add(word);
      }
    }
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  String required(String option) {
    return value(option).orElseThrow(() -> new Trouble(option + " is missing."));
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /** Everything that is no option. */
  List<String> words() {
    return List.copyOf(words);
  }

  Optional<String> word(int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }
}
