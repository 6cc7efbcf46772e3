package dev.fairlead.ownership.conduct.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A breach that a detector found.
 *
 * @param key what makes it one breach and not two: the same breach found again has the same
 * @param against who was wronged; null for nobody in particular
 * @param evidence ids of the events it was found in
 */
public record Finding(
    String rule,
    String repId,
    @Nullable String against,
    String leadId,
    Instant at,
    String key,
    List<String> evidence) {

  public Finding {
    evidence = List.copyOf(evidence);
  }

  /** A breach that is made of its evidence. */
  static Finding of(
      String rule,
      String repId,
      @Nullable String against,
      String leadId,
      Instant at,
      List<String> evidence) {
    return new Finding(
        rule,
        repId,
        against,
        leadId,
        at,
        String.join(" ", evidence.stream().sorted().toList()),
        evidence);
  }

  /** The id of the violation: a function of rule, rep and key, so that it cannot be found twice. */
  public String id() {
    String name = rule + '\n' + repId + '\n' + key;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
