package dev.fairlead.intake.domain;

import java.util.Map;

/**
 * A lead that a sender only announces: it has to be fetched from there.
 *
 * @param externalId the sender's id of it
 * @param known canonical fields that the announcement tells already, e.g. {@code form}
 */
public record Notice(String externalId, Map<String, String> known) {
  public Notice {
    known = Map.copyOf(known);
  }

  /** The id under which the platform gives a lead out: of a URN, what follows the last colon. */
  public static String platformId(String externalId) {
    return externalId.substring(externalId.lastIndexOf(':') + 1);
  }
}
