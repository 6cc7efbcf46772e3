package dev.fairlead.notification;

import static dev.fairlead.notification.Samples.expiring;
import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class StreamIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void aStreamAnswersAtOnceAndThenShowsEachNoticeAsItComes() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");

    try (StreamReader stream = connected(ann, null)) {
      // When
      TestEvents.send(granted(lead, 1, ann));

      // Then
      await().atMost(PATIENCE).until(() -> stream.notices().size() == 1);
      StreamReader.Seen seen = stream.notices().getFirst();
      assertThat(stream.status()).isEqualTo(200);
      assertThat(seen.name()).isEqualTo("notice");
      assertThat(seen.data().path("type").asText()).isEqualTo("assigned");
      assertThat(seen.data().path("leadId").asText()).isEqualTo(lead);
      assertThat(seen.data().path("text").path("zh").asText()).startsWith("新线索");
      assertThat(seen.data().path("text").path("en").asText()).startsWith("A new lead");
      assertThat(seen.data().path("at").asText()).endsWith("Z");
      assertThat(UUID.fromString(seen.data().path("id").asText()).version()).isEqualTo(7);
    }
  }

  @Test
  void heartbeatsKeepAnIdleStreamAlive() {
    try (StreamReader stream = connected(newId("ann"), null)) {
      await().atMost(PATIENCE).until(() -> stream.comments().size() >= 3);
      assertThat(stream.notices()).isEmpty();
    }
  }

  @Test
  void onePersonHasOnlySoManyStreamsAndWhenOneEndsAnotherMayBegin() {
    // Given
    String ann = newId("ann");
    List<StreamReader> open = new ArrayList<>();
    try {
      IntStream.range(0, 6).forEach(i -> open.add(connected(ann, null)));

      // When
      StreamReader seventh = StreamReader.open(ann, null);

      // Then
      await().atMost(PATIENCE).until(() -> seventh.status() == 429);
      open.removeLast().close();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                StreamReader again = StreamReader.open(ann, null);
                open.add(again);
                await().atMost(PATIENCE).until(() -> again.status() != 0);
                return again.status() == 200;
              });
    } finally {
      open.forEach(StreamReader::close);
    }
  }

  @Test
  void aStreamWithoutALastEventIdBeginsWithNow() {
    // Given
    String ann = newId("ann");
    TestEvents.send(granted(newId("old"), 1, ann));
    awaitNotices(ann, 1);
    String lead = newId("new");

    try (StreamReader stream = connected(ann, null)) {
      // When
      TestEvents.send(granted(lead, 1, ann));

      // Then
      await().atMost(PATIENCE).until(() -> !stream.notices().isEmpty());
      assertThat(stream.leads()).containsExactly(lead);
    }
  }

  @Test
  void afterAnInterruptionAStreamGoesOnWithoutGapAndWithoutDouble() {
    // Given
    String ann = newId("ann");
    long last;
    try (StreamReader stream = connected(ann, null)) {
      sendGrants(ann, 5);
      await().atMost(PATIENCE).until(() -> stream.notices().size() == 5);
      last = stream.ids().get(2);
    }
    sendGrants(ann, 400);
    awaitNotices(ann, 300);

    // When
    try (StreamReader resumed = connected(ann, last)) {
      sendGrants(ann, 20);

      // Then
      await().atMost(PATIENCE).until(() -> resumed.notices().size() >= 422);
      assertThat(resumed.ids())
          .containsExactlyElementsOf(LongStream.rangeClosed(last + 1, 425).boxed().toList());
      assertThat(resumed.notices().stream().map(n -> n.data().path("id").asText()).distinct())
          .hasSize(422);
    }
  }

  @Test
  void everyStreamOfAPersonShowsTheSameAndNobodyElses() {
    // Given
    String ann = newId("ann");
    try (StreamReader page = connected(ann, null);
        StreamReader phone = connected(ann, null);
        StreamReader other = connected(newId("eve"), null)) {
      // When
      sendGrants(ann, 30);

      // Then
      await().atMost(PATIENCE).until(() -> page.notices().size() == 30);
      await().atMost(PATIENCE).until(() -> phone.notices().size() == 30);
      assertThat(page.ids()).isEqualTo(phone.ids());
      assertThat(other.notices()).isEmpty();
    }
  }

  @Test
  void aNoticeCommittedByAnotherReplicaReachesAStreamOpenHere() throws SQLException {
    // Given
    String ann = newId("ann");
    try (StreamReader stream = connected(ann, null);
        Connection replica = TestEvents.database()) {
      replica.setAutoCommit(false);

      // When
      takeNumber(replica, ann);
      addNotice(replica, ann, 1);
      ring(replica, ann);
      long before = System.nanoTime();
      replica.commit();

      // Then
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> stream.ids().equals(List.of(1L)));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void aNoticeThatTookItsNumberFirstButIsCommittedLaterIsNotMissed() throws SQLException {
    // Given
    String ann = newId("ann");
    try (StreamReader stream = connected(ann, null);
        Connection replica = TestEvents.database()) {
      replica.setAutoCommit(false);
      takeNumber(replica, ann);
      addNotice(replica, ann, 1);
      ring(replica, ann);

      // When
      TestEvents.send(granted(newId("lead"), 1, ann));
      awaitWaiter();
      assertThat(stream.notices()).isEmpty();
      replica.commit();

      // Then
      await().atMost(PATIENCE).until(() -> stream.notices().size() == 2);
      assertThat(stream.ids()).containsExactly(1L, 2L);
    }
  }

  @Test
  void streamsGoOnWhenTheConnectionOfTheBellBreaks() throws SQLException {
    // Given
    String ann = newId("ann");
    try (StreamReader stream = connected(ann, null)) {
      try (Connection connection = TestEvents.database();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and query = 'listen fairlead_notice'");
      }

      // When
      sendGrants(ann, 1);

      // Then
      await().atMost(PATIENCE).until(() -> stream.notices().size() == 1);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  TestEvents.count(
                          "select count(*) from pg_stat_activity where datname = current_database()"
                              + " and query = 'listen fairlead_notice'")
                      == 1);
    }
  }

  @Test
  void aStreamItsClientLeftIsForgotten() {
    // Given
    StreamReader stream = connected(newId("ann"), null);
    assertThat(openStreams()).isGreaterThanOrEqualTo(1);

    // When
    stream.close();

    // Then
    await().atMost(PATIENCE).until(() -> openStreams() == 0);
  }

  private static double openStreams() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("fairlead_notification_streams"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void anIdThatIsNotOursIsRefused() {
    given()
        .auth()
        .oauth2(TestTokens.of("ann", "rep"))
        .header("Last-Event-ID", "soon")
        .get("/api/notification/stream")
        .then()
        .statusCode(400);
    given().get("/api/notification/stream").then().statusCode(401);
  }

  /** The first comment shows that the stream is registered. */
  private static StreamReader connected(String person, @Nullable Long lastEventId) {
    StreamReader stream = StreamReader.open(person, lastEventId);
    await().atMost(PATIENCE).until(() -> !stream.comments().isEmpty());
    return stream;
  }

  private static void sendGrants(String owner, int count) {
    IntStream.range(0, count)
        .forEach(
            i -> {
              String lead = newId("lead");
              TestEvents.send(i % 2 == 0 ? granted(lead, 1, owner) : expiring(lead, 1, owner));
            });
  }

  private static void awaitNotices(String person, long atLeast) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count("select count(*) from notice where recipient = ?", person)
                    >= atLeast);
  }

  private static void awaitWaiter() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event_type = 'Lock'")
                    > 0);
  }

  private static void takeNumber(Connection replica, String person) throws SQLException {
    run(replica, "insert into recipient (person, last_number) values (?, 1)", person);
  }

  private static void addNotice(Connection replica, String person, long number)
      throws SQLException {
    run(
        replica,
        "insert into notice (id, number, event_id, recipient, type, text_zh, text_en, at,"
            + " correlation_id, traceparent) values (uuidv7(), "
            + number
            + ", uuidv7()::text, ?, 'assigned', '一', 'one', now(), 'c', 't')",
        person);
  }

  private static void ring(Connection replica, String person) throws SQLException {
    run(replica, "select pg_notify('fairlead_notice', ?)", person);
  }

  private static void run(Connection connection, String sql, String person) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, person);
      statement.execute();
    }
  }
}
