package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Something that happened once to a lead, as an answer promises it and as an event log tells it:
 * the two are equal.
 *
 * @param mark what tells it from the same deed at another time: an epoch or an instant
 */
record Deed(String what, String leadId, String who, String mark) {

  static Deed received(String leadId) {
    return new Deed("received", leadId, "", "");
  }

  static Deed accepted(String leadId, String rep, long epoch) {
    return new Deed("accepted", leadId, rep, Long.toString(epoch));
  }

  static Deed activity(String leadId, String rep, String at) {
    return new Deed("activity", leadId, rep, at);
  }

  static Deed released(String leadId, String rep, long epoch) {
    return new Deed("released", leadId, rep, Long.toString(epoch));
  }

  static Deed transferred(String leadId, String from, String to, long epoch) {
    return new Deed("transferred", leadId, from + " → " + to, Long.toString(epoch));
  }

  static Deed claimed(String leadId, String rep, long epoch) {
    return new Deed("claimed", leadId, rep, Long.toString(epoch));
  }

  /** What an event says was done; empty for an event that nobody was promised. */
  static Optional<Deed> of(String topic, String name, JsonNode body) {
    String lead = body.path("leadId").asText();
    long epoch = body.path("epoch").asLong(-1);
    return Optional.ofNullable(
        switch (topic + "/" + name) {
          case "lead.events/received" -> received(lead);
          case "ownership.events/accepted" -> accepted(lead, body.path("owner").asText(), epoch);
          case "ownership.events/activity" ->
              activity(lead, body.path("repId").asText(), body.path("at").asText());
          case "ownership.events/released" -> released(lead, body.path("from").asText(), epoch);
          case "ownership.events/transferred" ->
              transferred(lead, body.path("from").asText(), body.path("to").asText(), epoch);
          case "pool.events/claimed" -> claimed(lead, body.path("repId").asText(), epoch);
          default -> null;
        });
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(leadId, what, who, mark).strip();
  }
}
