package dev.fairlead.kit.trial;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.EventType;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.Topic;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class EventFlowIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void anEventDeliveredTwiceTakesEffectOnce() {
    String lead = lead();
    String id = UUID.randomUUID().toString();

    TestEvents.send(id, "c", touched(lead, "a"));
    TestEvents.send(id, "c", touched(lead, "a"));
    TestEvents.send(touched(lead, "last"));

    await().atMost(PATIENCE).until(() -> touches(lead, "last") == 1);
    assertThat(touches(lead, "a")).isEqualTo(1);
    assertThat(TestEvents.logged(lead)).hasSize(2);
  }

  @Test
  void factsCarryTheFlowOfTheEventThatCausedThem() {
    String lead = lead();
    String id = UUID.randomUUID().toString();

    TestEvents.send(id, "the-submission", touched(lead, "a"));

    await().atMost(PATIENCE).until(() -> TestEvents.logged(lead).size() == 1);
    TestEvents.Logged fact = TestEvents.logged(lead).getFirst();
    assertThat(fact.correlationId()).isEqualTo("the-submission");
    assertThat(fact.causationId()).isEqualTo(id);
    assertThat(fact.event()).isEqualTo(new LeadEvent.Withdrawn(lead));
  }

  @Test
  void onePoisonousRecordIsBuriedWhileTheOthersOfItsBatchAreApplied() {
    String lead = lead();

    IntStream.range(0, 50)
        .forEach(i -> TestEvents.send(touched(lead, i == 20 ? "poison" : "p" + i)));

    await().atMost(PATIENCE).until(() -> TestEvents.count(COUNT, lead) == 49);
    await().atMost(PATIENCE).until(() -> buried(lead).size() == 1);
    assertThat(touches(lead, "poison")).isZero();
    assertThat(detail(lead)).contains("23514").doesNotContain("poison");
  }

  @Test
  void aBatchWhoseConnectionIsCutIsTriedAgainAndNothingIsBuried() throws SQLException {
    String lead = lead();

    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 200; i++) {
        TestEvents.send(touched(lead, "c" + i));
        if (i % 10 == 0) {
          statement.execute(
              "select pg_terminate_backend(pid) from pg_stat_activity"
                  + " where datname = current_database() and pid <> pg_backend_pid()");
        }
      }
    }

    await().atMost(PATIENCE).until(() -> TestEvents.count(COUNT, lead) == 200);
    assertThat(buried(lead)).isEmpty();
  }

  @Test
  void aRecordThatIsNoEventIsBuriedAndAppliedOnceItIsPutRight() {
    String lead = lead();
    String type = EventType.of(LeadEvent.Touched.class).name();

    TestEvents.sendRaw(
        Topic.LEAD,
        UUID.randomUUID().toString(),
        type,
        lead,
        "{\"leadId\":".getBytes(StandardCharsets.UTF_8));
    TestEvents.send(touched(lead, "after"));

    await().atMost(PATIENCE).until(() -> touches(lead, "after") == 1);
    String id = buried(lead).getFirst();
    admin().when().post("/api/trial/dead-letters/{id}/replay", id).then().statusCode(422);
    String right =
        "{\"leadId\":\"%s\",\"source\":\"form\",\"connector\":\"form/a\",\"submittedAt\":\"2026-03-25T00:00:00Z\",\"productLine\":\"right\"}"
            .formatted(lead);
    String ending =
        admin()
            .contentType("application/json")
            .body(right)
            .when()
            .post("/api/trial/dead-letters/{id}/replay", id)
            .then()
            .statusCode(200)
            .extract()
            .path("ending");
    assertThat(ending).isEqualTo("applied");
    assertThat(touches(lead, "right")).isEqualTo(1);
    assertThat(buried(lead)).isEmpty();
  }

  @Test
  void aKeyThatPostgresqlCannotHoldIsBuriedWithoutIt() {
    String lead = lead();
    String type = EventType.of(LeadEvent.Touched.class).name();

    TestEvents.sendRaw(
        Topic.LEAD,
        UUID.randomUUID().toString(),
        type,
        lead + "\0",
        "{".getBytes(StandardCharsets.UTF_8));
    TestEvents.send(touched(lead, "after"));

    await().atMost(PATIENCE).until(() -> touches(lead, "after") == 1);
    await().atMost(PATIENCE).until(() -> buried(lead).size() == 1);
  }

  @Test
  void whatIsOfNoInterestLeavesNoTraceInTheInbox() {
    String lead = lead();

    String other = TestEvents.send(new PoolEvent.Archived(lead, "public", null));
    String ours = TestEvents.send(touched(lead, "a"));

    await().atMost(PATIENCE).until(() -> touches(lead, "a") == 1);
    String inbox = "select count(*) from inbox where event_id = ?";
    assertThat(TestEvents.count(inbox, ours)).isEqualTo(1);
    assertThat(TestEvents.count(inbox, other)).isZero();
  }

  private static final String COUNT = "select count(*) from touch where lead_id = ?";

  private static long touches(String lead, String productLine) {
    return TestEvents.count(COUNT + " and product_line = ?", lead, productLine);
  }

  private static List<String> buried(String lead) {
    return deadLetters("items.findAll { it.key == '" + lead + "' }.id");
  }

  private static String detail(String lead) {
    return EventFlowIT.<String>deadLetters("items.findAll { it.key == '" + lead + "' }.detail")
        .getFirst();
  }

  private static <T> List<T> deadLetters(String path) {
    return admin()
        .when()
        .get("/api/trial/dead-letters")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList(path);
  }

  private static io.restassured.specification.RequestSpecification admin() {
    return given().auth().oauth2(TestTokens.of("admin", "admin"));
  }

  private static String lead() {
    return UUID.randomUUID().toString();
  }

  private static LeadEvent.Touched touched(String lead, String productLine) {
    return new LeadEvent.Touched(
        lead, "form", "form/a", Instant.parse("2026-03-25T00:00:00Z"), productLine);
  }
}
