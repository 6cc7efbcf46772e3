package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.evidence.Evidence;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Words that somebody typed. They may tell of a person, so that they can be erased: evidence covers
 * their salted hash, which stays.
 *
 * @param text the words; null when there were none or they were erased
 * @param salt random; null without words
 * @param hash of salt and words; null when there were none
 */
public record Words(@Nullable String text, @Nullable String salt, @Nullable String hash) {

  private static final Words NONE = new Words(null, null, null);

  /** Words of now. */
  public static Words of(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    String salt = UUID.randomUUID().toString();
    return new Words(text, salt, Evidence.ofWords(salt, text));
  }

  /** Writes them as members of an entry or activity. */
  void into(ObjectNode out, String name) {
    if (text != null) {
      out.put(name, text);
    }
    if (salt != null) {
      out.put(name + "Salt", salt);
    }
    if (hash != null) {
      out.put(name + "Hash", hash);
    }
  }
}
