package dev.fairlead.ownership;

import static dev.fairlead.ownership.Scene.PATIENCE;
import static dev.fairlead.ownership.Scene.aRep;
import static dev.fairlead.ownership.Scene.aTeam;
import static dev.fairlead.ownership.Scene.as;
import static dev.fairlead.ownership.Scene.command;
import static dev.fairlead.ownership.Scene.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.evidence.EvidencePack;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was entered can be verified by somebody else, and what was tampered with is found. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class EvidenceIT {

  private String lead = "";

  @BeforeEach
  void aLife() {
    String team = aTeam();
    String first = aRep("first", team);
    String second = aRep("second", team);
    lead = ownedBy(first, team);
    command(
            first,
            lead,
            "activities",
            Map.of(
                "kind",
                "call",
                "outcome",
                "reached",
                "note",
                "ask for Ms Chen",
                "evidence",
                List.of(Map.of("kind", "recording", "ref", "r-17"))))
        .statusCode(201);
    command(first, lead, "transfer", Map.of("to", second, "reason", "Ms Chen asked for him"))
        .statusCode(200);
    command(second, lead, "opportunity", Map.of("state", "open", "value", 1250.5)).statusCode(200);
    command(second, lead, "release", Map.of("reason", "no budget")).statusCode(200);
  }

  @Test
  void whatTheLedgerEnteredIsAWholeChain() {
    JsonNode pack = pack();

    assertThat(new EvidencePack(pack).verify()).isEmpty();
    assertThat(pack.path("entries").findValuesAsText("cause"))
        .containsExactly("assigned", "activity", "transferred", "opportunity", "returned");
    assertThat(pack.path("entries").path(0).path("custody").path("protection").path("terms"))
        .isNotEmpty();
    assertThat(pack.path("entries").path(0).path("policyVersion").asInt()).isEqualTo(1);
    assertThat(pack.path("activities").path(0).path("evidence").path(0).path("ref").asText())
        .isEqualTo("r-17");
  }

  @Test
  void aRowChangedInTheDatabaseIsFound() throws SQLException {
    change("update ledger_entry set to_owner = 'somebody-else' where lead_id = ? and n = 3");

    assertThat(new EvidencePack(pack()).verify().orElseThrow().toString())
        .startsWith("entry 3: it was changed");
  }

  @Test
  void aRowRemovedFromTheDatabaseIsFound() throws SQLException {
    change("delete from ledger_entry where lead_id = ? and n = 2");

    assertThat(new EvidencePack(pack()).verify().orElseThrow().seq()).isEqualTo(3);
  }

  @Test
  void anActivityChangedInTheDatabaseIsFound() throws SQLException {
    change("update activity set at = at - interval '1 day' where lead_id = ?");

    assertThat(new EvidencePack(pack()).verify().orElseThrow().toString())
        .contains("was changed after it was written");
  }

  @Test
  void erasureTakesTheWordsAndLeavesTheChainWhole() {
    assertThat(pack().toString()).contains("Ms Chen");

    TestEvents.send(new LeadEvent.Erased(lead));

    await().atMost(PATIENCE).until(() -> !pack().toString().contains("Ms Chen"));
    assertThat(new EvidencePack(pack()).verify()).isEmpty();
    assertThat(pack().path("entries").path(2).path("reasonHash").asText()).hasSize(64);
    assertThat(TestEvents.logged(lead).stream().map(TestEvents.Logged::payload))
        .noneMatch(payload -> payload.contains("Ms Chen"));
  }

  private JsonNode pack() {
    String body =
        as("admin", "admin")
            .get("/api/ownership/leads/{id}/evidence", lead)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    try {
      return new ObjectMapper().readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = TestEvents.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, lead);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
