package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Records that come twice, and records that are poison. */
class RecordsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TERMS =
      "{\"initial\":\"P1D\",\"extend\":\"P1D\",\"max\":\"P2D\",\"days\":\"calendar\"}";

  private final Installation fairlead = TheInstallation.get();

  @Test
  void the_same_event_delivered_twice_has_its_effect_once() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead);
        EventWriter writer = EventWriter.to(fairlead)) {
      String rep = ours.rep("rep", ours.team("team"));
      String source = ours.id("twice");
      ours.policy(
          """
          {"id": "%1$s", "name": "Twice", "when": "lead.source == \\"%1$s\\"",
           "assign": {"team": "%2$s"},
           "protect": {"initial": "P1D", "extend": "P1D", "max": "P2D", "days": "calendar"}}
          """
              .formatted(source, ours.id("team")));
      String lead = post(source);
      CloudEvent received = events.await(lead, "received");
      CloudEvent assigned = events.await(lead, "assigned", 0);
      CloudEvent granted = events.await(lead, "granted", 1);
      double before = duplicates();

      List.of(received, assigned, granted).forEach(writer::again);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(duplicates() - before).isGreaterThanOrEqualTo(2));
      JsonNode now = fairlead.as(rep).get("/api/ownership/leads/" + lead).ok().body();
      assertThat(now.path("epoch").asLong()).isEqualTo(1);
      assertThat(now.path("owner").asText()).isEqualTo(rep);
      Truth truth = new Truth(fairlead, List.of(lead));
      truth.nothingLostNothingDoubled();
    }
  }

  @Test
  void a_poisonous_record_is_put_aside_while_the_rest_flows_and_is_replayed_after()
      throws Exception {
    try (EventFeed dead = EventFeed.of(fairlead, "assignment.events.ownership-service.dlq");
        EventFeed events = EventFeed.of(fairlead, "ownership.events");
        EventWriter writer = EventWriter.to(fairlead)) {
      String poisoned = UUID.randomUUID().toString();
      String healthy = UUID.randomUUID().toString();
      String type = "dev.fairlead.assignment.assigned.v1";

      String id = writer.claim("assignment.events", type, poisoned, "{\"leadId\": \"" + poisoned);
      writer.claim("assignment.events", type, healthy, assigned(healthy));

      events.await(healthy, "granted", 1);
      CloudEvent buried =
          dead.await(PATIENCE, "dead letter", e -> true, e -> e.key().equals(poisoned));
      assertThat(buried.id()).isEqualTo(id);
      assertThat(buried.header("dlq_reason")).isEqualTo("undecodable");
      assertThat(events.of(poisoned)).isEmpty();

      String letter = letter(poisoned);
      String replay = "/api/ownership/dead-letters/" + letter + "/replay";
      assertThat(fairlead.as("manager").post(replay).status()).isEqualTo(403);
      assertThat(fairlead.as("admin").post(replay).text("code"))
          .isEqualTo("dead-letter.still-dead");
      Answer replayed = fairlead.as("admin").post(replay, assigned(poisoned)).ok();
      assertThat(replayed.text("ending")).isEqualTo("applied");
      events.await(poisoned, "granted", 1);
    }
  }

  private String letter(String key) {
    JsonNode items =
        fairlead.as("admin").get("/api/ownership/dead-letters").ok().body().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  private String post(String source) {
    return fairlead
        .as("integration")
        .post(
            "/api/intake/leads",
            Map.of("fullName", "Zhang San", "email", source + "@example.com", "source", source))
        .expect(201)
        .text("leadId");
  }

  private static String assigned(String lead) {
    return """
        {"leadId": "%s", "epoch": 0, "repId": "li-lei", "teamId": "east", "decisionId": "by-hand",
         "policyVersion": 1, "ruleId": null, "cause": "assigned", "terms": %s}
        """
        .formatted(lead, TERMS);
  }

  /** How many duplicates assignment and ownership have counted. */
  private double duplicates() {
    return List.of("assignment", "ownership").stream()
        .mapToDouble(
            service ->
                fairlead
                    .metrics(service)
                    .filter(line -> line.startsWith("fairlead_" + service + "_events_total"))
                    .filter(line -> line.contains("ending=\"duplicate\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum())
        .sum();
  }
}
