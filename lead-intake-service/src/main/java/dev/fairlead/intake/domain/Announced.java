package dev.fairlead.intake.domain;

import java.util.Map;

/**
 * A lead that a sender named without telling it.
 *
 * @param externalId the id under which the platform gives it out
 * @param externalKey by which the lead is known again; see {@link Draft#externalKey}
 * @param known canonical fields that came with the name
 */
public record Announced(String externalId, String externalKey, Map<String, String> known) {

  public Announced {
    known = Map.copyOf(known);
  }

  /** What a connector was told of, by the id it was told. */
  public static Announced of(
      String sentId, Connector connector, String source, Map<String, String> known) {
    String externalId = Notice.platformId(sentId);
    return new Announced(externalId, Draft.externalKey(connector.id(), source, externalId), known);
  }
}
