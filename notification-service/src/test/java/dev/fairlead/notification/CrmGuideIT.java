package dev.fairlead.notification;

import static dev.fairlead.notification.Clients.PATIENCE;
import static dev.fairlead.notification.Clients.awaitCount;
import static dev.fairlead.notification.Clients.configure;
import static dev.fairlead.notification.Clients.remove;
import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.received;
import static dev.fairlead.notification.Samples.recycled;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The receiver of the guide, as it stands there. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class CrmGuideIT {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void theReceiverOfTheGuideKeepsACrmInStep() throws IOException {
    // Given
    String hook = newId("crm");
    String lead = newId("lead");
    List<String> said = new CopyOnWriteArrayList<>();
    Process receiver = start();
    BufferedReader out = receiver.inputReader();
    Thread.ofVirtual().start(() -> out.lines().forEach(said::add));
    try {
      await().atMost(PATIENCE).until(() -> !said.isEmpty());
      String url = "http://127.0.0.1:" + said.getFirst().replaceAll("\\D", "") + "/fairlead";
      given().body("{}").post(url).then().statusCode(401);
      configure(
          hook,
          Map.of(
              "kind",
              "webhook",
              "url",
              url,
              "secret",
              SECRET,
              "events",
              List.of("lead.received", "ownership.*")));

      // When
      TestEvents.send(received(lead, "Acme"));
      awaitCount(1, "select count(*) from delivery where hook = ? and status = 'sent'", hook);
      TestEvents.send(granted(lead, 1, "ann"));
      TestEvents.send(recycled(lead, 2, "ann"));
      TestEvents.send(granted(lead, 1, "late"));

      // Then
      awaitCount(4, "select count(*) from delivery where hook = ? and status = 'sent'", hook);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(said.stream().skip(1))
                      .containsExactly(
                          "create " + lead + " company=Acme",
                          "owner " + lead + " ann epoch=1",
                          "owner " + lead + " nobody epoch=2"));
    } finally {
      receiver.destroy();
      remove(hook);
    }
  }

  private static Process start() throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            file().toString(),
            "0");
    command.environment().put("WEBHOOK_SECRET", SECRET);
    return command.redirectErrorStream(true).start();
  }

  private static Path file() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isRegularFile(here.resolve("docs/guides/CrmReceiver.java"))) {
      here = here.getParent();
    }
    return Objects.requireNonNull(here).resolve("docs/guides/CrmReceiver.java");
  }
}
