package dev.fairlead.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A small organisation to try the system with, loaded through the public API when there are no
 * teams yet. Loading it twice changes nothing.
 */
final class SampleOrganisation {

  private final JsonHttp api;
  private final Keys keys;

  SampleOrganisation(Installation installation, Tokens tokens, Keys keys) {
    this.api =
        new JsonHttp(installation.url(), Map.of("Authorization", "Bearer " + tokens.admin()));
    this.keys = keys;
  }

  /** The key that senders to the connector {@code api/leads} present. */
  static String apiKey(Keys keys) {
    return keys.once("api-leads.key", () -> Keys.random(24));
  }

  void load(Progress progress) {
    try {
      if (!require(api.get("/api/assignment/teams"), "teams").path("items").isEmpty()) {
        return;
      }
      require(api.put("/api/assignment/regions", text("regions")), "regions");
      // Teams first: reps name their teams.
      putEach("teams", "/api/assignment/teams/");
      putEach("reps", "/api/assignment/reps/");
      JsonNode policy = require(api.post("/api/assignment/policies", text("policy")), "policy");
      String version = policy.path("version").asText();
      require(api.post("/api/assignment/policies/" + version + "/activate", "{}"), "policy");
      // stands ready for whoever wants to see a protection end within a minute; decides nothing
      require(api.post("/api/assignment/policies", text("policy-walkthrough")), "walkthrough");
      putEach("pools", "/api/pool/pools/");
      putEach("connectors", "/api/intake/connectors/");
      progress.say("sample organisation loaded: 3 teams, 12 reps, 3 pools, a policy");
    } catch (IOException e) {
      throw new Trouble("Cannot load the sample organisation: " + Trouble.reason(e), e);
    }
  }

  private void putEach(String file, String path) throws IOException {
    for (JsonNode entry : JsonHttp.JSON.readTree(text(file))) {
      ObjectNode body = entry.deepCopy();
      String id = body.remove("id").asText();
      require(api.put(path + id, body.toString()), file + " " + id);
    }
  }

  private String text(String file) throws IOException {
    try (InputStream in =
        SampleOrganisation.class.getResourceAsStream("/sample/" + file + ".json")) {
      if (in == null) {
        throw new IOException("no sample file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{api_key}", apiKey(keys));
    }
  }

  private static JsonNode require(JsonHttp.Answer answer, String what) {
    if (!answer.ok()) {
      throw new Trouble("Cannot load the sample organisation (" + what + "): " + answer);
    }
    return answer.body();
  }
}
