package dev.fairlead.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.fairlead.notification.Clients.configure;
import static dev.fairlead.notification.Clients.remove;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.rep;
import static dev.fairlead.notification.Samples.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class FloodIT {

  private static final int LEADS = 10_000;
  private static final int REPS = 20;
  private static final int FORWARDED = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  @Test
  void tenThousandNoticesThroughBreaksAndRedeliveryAreNeitherLostNorDoubled() {
    // Given
    String run = newId("flood");
    String hook = newId("hook");
    OtherSide.answers("/" + hook, ok());
    IntStream.range(0, REPS).forEach(i -> TestEvents.send(rep(owner(run, i), "R", null, "en")));
    List<Sent> grants = new ArrayList<>();
    List<Sent> withdrawals = new ArrayList<>();
    for (int i = 0; i < LEADS; i++) {
      grants.add(Sent.of(Samples.granted(run + "-" + i, 1, owner(run, i % REPS))));
    }
    for (int i = 0; i < FORWARDED; i++) {
      withdrawals.add(Sent.of(new LeadEvent.Withdrawn(run + "-" + i)));
    }
    configure(
        hook,
        Map.of(
            "kind", "webhook",
            "url", OtherSide.url("/" + hook),
            "events", List.of("lead.withdrawn")));
    try {
      // When
      publish(grants.subList(0, LEADS / 2));
      publish(withdrawals.subList(0, FORWARDED / 2));
      await().atMost(PATIENCE).until(() -> notices(run) > LEADS / 10);
      breakConnections();
      publish(grants.subList(LEADS / 4, LEADS));
      breakConnections();
      publish(withdrawals);
      forgetInbox(grants.subList(0, LEADS / 10));
      publish(grants.subList(0, LEADS / 10));
      TestEvents.send(touched(run + "-0"));

      // Then
      await().atMost(PATIENCE).until(() -> notices(run) == LEADS + 1);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  TestEvents.count(
                          "select count(*) from delivery where hook = ? and status = 'sent'", hook)
                      == FORWARDED);
      assertThat(
              TestEvents.count(
                  "select count(*) from event_log where key like ? and type like '%.delivered.v1'"
                      + " and payload like '%in-app%'",
                  run + "%"))
          .isEqualTo(LEADS + 1);
      assertThat(
              OtherSide.got("/" + hook).stream()
                  .map(request -> request.getHeader("webhook-id"))
                  .distinct())
          .hasSize(FORWARDED);
    } finally {
      remove(hook);
    }
  }

  private record Sent(String id, Event event) {
    static Sent of(Event event) {
      return new Sent(UUID.randomUUID().toString(), event);
    }
  }

  private static String owner(String run, int i) {
    return run + "-rep-" + i;
  }

  private static void publish(List<Sent> events) {
    try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
      events.forEach(sent -> senders.submit(() -> TestEvents.send(sent.id(), "c", sent.event())));
    }
  }

  private static long notices(String run) {
    return TestEvents.count("select count(*) from notice where recipient like ?", run + "%");
  }

  /** As when the service, or its database, is killed in the middle of its work. */
  private static void breakConnections() {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()"
              + " and backend_type = 'client backend'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As when the same comes again after the inbox has forgotten it. */
  private static void forgetInbox(List<Sent> events) {
    try (Connection connection = TestEvents.database();
        var statement = connection.prepareStatement("delete from inbox where event_id = any(?)")) {
      statement.setArray(
          1, connection.createArrayOf("text", events.stream().map(Sent::id).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
