package dev.fairlead.events.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pack of evidence, to be verified. It finds an entry that was changed, removed, inserted or
 * moved, an activity that was changed, removed or added, and an end cut off as long as {@code
 * count} and {@code head} were left alone. Whoever rewrites a whole pack with all its hashes can
 * only be found out by a head that was noted elsewhere before.
 */
public final class EvidencePack {

  private final JsonNode pack;

  /** A pack as {@code GET /api/ownership/leads/{id}/evidence} answers it. */
  public EvidencePack(JsonNode pack) {
    this.pack = pack;
  }

  /**
   * What is wrong, and where.
   *
   * @param seq number of the first broken entry; null when no single one is
   */
  public record Flaw(@Nullable Long seq, String what) {
    @Override
    public String toString() {
      return seq == null ? what : "entry " + seq + ": " + what;
    }
  }

  /** The lead it is about. */
  public String leadId() {
    return pack.path("leadId").asText();
  }

  /** How many entries it has. */
  public int size() {
    return pack.path("entries").size();
  }

  /** How many activities it has. */
  public int activities() {
    return pack.path("activities").size();
  }

  /** The hash of its last entry. */
  public String head() {
    return size() == 0 ? Evidence.genesis(leadId()) : last().path("hash").asText();
  }

  /** The first flaw; empty when the pack is whole. */
  public Optional<Flaw> verify() {
    if (!Evidence.FORMAT.equals(pack.path("format").asText())) {
      return Optional.of(new Flaw(null, "this is no pack of the format " + Evidence.FORMAT));
    }
    return chain().or(this::end).or(this::work);
  }

  /** As {@link #verify()}, and the chain must end in, or hold, a head that was noted before. */
  public Optional<Flaw> verify(String notedHead) {
    return verify().or(() -> holds(notedHead));
  }

  private Optional<Flaw> holds(String notedHead) {
    for (JsonNode entry : pack.path("entries")) {
      if (entry.path("hash").asText().equals(notedHead)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Flaw(null, "the head noted before, " + notedHead + ", is not in it"));
  }

  private Optional<Flaw> chain() {
    String previous = Evidence.genesis(leadId());
    JsonNode before = null;
    for (JsonNode entry : pack.path("entries")) {
      Optional<Flaw> flaw = flaw(entry, before, previous);
      if (flaw.isPresent()) {
        return flaw;
      }
      previous = entry.path("hash").asText();
      before = entry;
    }
    return Optional.empty();
  }

  private Optional<Flaw> flaw(JsonNode entry, @Nullable JsonNode before, String previous) {
    if (!(entry instanceof ObjectNode statement) || !entry.path("seq").isIntegralNumber()) {
      return Optional.of(new Flaw(null, "one of its entries is none"));
    }
    if (!leadId().equals(entry.path("leadId").asText())) {
      return broken(entry, "it is of another lead");
    }
    if (!entry.path("previousHash").asText().equals(previous)) {
      return broken(
          entry,
          before == null
              ? "it is not the first of this lead; what was before it is missing"
              : "it does not follow entry "
                  + before.path("seq")
                  + "; one of them was changed, or"
                  + " entries were removed, inserted or moved");
    }
    if (before != null && entry.path("seq").asLong() != before.path("seq").asLong() + 1) {
      return broken(entry, "its number does not follow that of the entry before it");
    }
    if (!hashed(statement)) {
      return broken(entry, "it was changed after it was written");
    }
    return faithful(entry, "reason") ? Optional.empty() : broken(entry, "its reason was changed");
  }

  private Optional<Flaw> end() {
    int count = pack.path("count").asInt(-1);
    if (count != size()) {
      return Optional.of(new Flaw(null, "it should have " + count + " entries and has " + size()));
    }
    return head().equals(pack.path("head").asText())
        ? Optional.empty()
        : Optional.of(new Flaw(null, "it does not end in the entry it names as its head"));
  }

  private Optional<Flaw> work() {
    Set<String> done = new HashSet<>();
    for (JsonNode activity : pack.path("activities")) {
      boolean whole = activity instanceof ObjectNode statement && hashed(statement);
      if (!whole || !faithful(activity, "note")) {
        return about(activity, "was changed after it was written");
      }
      if (!done.add(activity.path("hash").asText())) {
        return about(activity, "is there twice");
      }
    }
    for (JsonNode entry : pack.path("entries")) {
      JsonNode hash = entry.path("activityHash");
      if (hash.isTextual() && !done.remove(hash.asText())) {
        return broken(entry, "the activity it is about is missing or was changed");
      }
    }
    List<JsonNode> left = new ArrayList<>();
    pack.path("activities").forEach(a -> left.add(a));
    return left.stream()
        .filter(a -> done.contains(a.path("hash").asText()))
        .findFirst()
        .flatMap(a -> about(a, "has no entry; it was added"));
  }

  private static boolean hashed(ObjectNode statement) {
    try {
      return Evidence.hash(statement).equals(statement.path("hash").asText());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether words that are still there are those that were hashed. */
  private static boolean faithful(JsonNode statement, String member) {
    JsonNode words = statement.path(member);
    return !words.isTextual()
        || Evidence.ofWords(statement.path(member + "Salt").asText(), words.asText())
            .equals(statement.path(member + "Hash").asText());
  }

  private JsonNode last() {
    return pack.path("entries").path(size() - 1);
  }

  private static Optional<Flaw> broken(JsonNode entry, String what) {
    return Optional.of(new Flaw(entry.path("seq").asLong(), what));
  }

  private static Optional<Flaw> about(JsonNode activity, String what) {
    return Optional.of(new Flaw(null, "activity " + activity.path("id").asText() + " " + what));
  }
}
