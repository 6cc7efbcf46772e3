package dev.fairlead.ownership;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class ExportIT {

  @Test
  void whoHoldsEveryLeadIsExportedForAFirstSync() {
    // Given
    String lead = UUID.randomUUID().toString();
    Instant before = Instant.now().minusSeconds(1);
    TestEvents.send(new AssignmentEvent.Pooled(lead, 0, "east", "decision", "nobody"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from custody where lead_id = ? and state = 'pooled'", lead)
                    == 1);

    // When
    String csv = export("csv", before);
    String ndjson = export("ndjson", before);

    // Then
    assertThat(csv).startsWith("leadId,state,epoch,owner,team,pool,result,deadline,updatedAt\r\n");
    assertThat(csv.lines()).anyMatch(line -> line.startsWith(lead + ",pooled,1,,,east,,,"));
    assertThat(ndjson.lines())
        .anyMatch(line -> line.contains(lead) && line.contains("\"state\":\"pooled\""));
    assertThat(export("csv", Instant.now().plusSeconds(60)).lines()).hasSize(1);
    given()
        .auth()
        .oauth2(TestTokens.of("ann", "rep"))
        .get("/api/ownership/export?format=csv")
        .then()
        .statusCode(403);
  }

  private static String export(String format, Instant since) {
    return given()
        .auth()
        .oauth2(TestTokens.of("crm", "integration"))
        .get("/api/ownership/export?format={format}&since={since}", format, since.toString())
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
