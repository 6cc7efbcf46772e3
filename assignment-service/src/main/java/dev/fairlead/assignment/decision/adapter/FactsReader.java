package dev.fairlead.assignment.decision.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.http.ProblemException;

/** What a decision may look at, out of an event or a request; personal data stays outside. */
public final class FactsReader {
  private FactsReader() {}

  static LeadFacts of(LeadEvent.Received lead) {
    LeadEvent.Attribution origin =
        lead.attribution() == null ? LeadEvent.Attribution.NONE : lead.attribution();
    return new LeadFacts(
        lead.source(),
        lead.connector(),
        lead.company(),
        lead.jobTitle(),
        lead.region(),
        lead.regionText(),
        lead.city(),
        lead.country(),
        lead.industry(),
        lead.segment(),
        lead.productLine(),
        lead.value(),
        origin.campaign(),
        origin.keyword(),
        origin.page(),
        origin.landingPage(),
        origin.utm(),
        lead.previousLeadId());
  }

  /** A lead of a request; {@code region} may be a name or the path of names. */
  static LeadFacts of(JsonNode sent) {
    if (!sent.isObject()) {
      throw ProblemException.invalid("preview.lead", "/lead", "a lead is required");
    }
    ObjectNode lead = sent.deepCopy();
    JsonNode region = lead.path("region");
    if (region.isTextual()) {
      lead.putArray("region").add(region.asText());
    } else if (!region.isArray() && lead.path("regionPath").isArray()) {
      lead.set("region", lead.get("regionPath"));
    }
    try {
      return EventJson.mapper().treeToValue(lead, LeadFacts.class);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("preview.lead", "/lead", "a field has the wrong type");
    }
  }

  /** Facts out of their document. */
  public static LeadFacts parse(String facts) {
    try {
      return EventJson.mapper().readValue(facts, LeadFacts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not facts of a lead", e);
    }
  }

  static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }
}
