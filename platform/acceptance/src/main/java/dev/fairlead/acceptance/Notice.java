package dev.fairlead.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A notice as it came over the live stream.
 *
 * @param number the stream's id, by which a client resumes
 * @param nanos when it came, by {@link System#nanoTime}
 */
public record Notice(String number, JsonNode data, long nanos) {

  /** What kind of notice it is. */
  public String type() {
    return data.path("type").asText();
  }

  /** The lead it speaks of; empty for none. */
  public String leadId() {
    return data.path("leadId").asText("");
  }
}
