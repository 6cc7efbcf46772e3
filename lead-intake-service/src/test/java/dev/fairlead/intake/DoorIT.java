package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aConnector;
import static dev.fairlead.intake.Scene.aForm;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.submissionOf;
import static dev.fairlead.intake.Scene.submissions;
import static dev.fairlead.intake.Scene.urlencoded;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.fairlead.intake.adapter.SubmissionKeeping;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class DoorIT {

  private static final int TOO_LARGE = 1_100_000;

  @Inject SubmissionKeeping keeping;

  @Test
  void a_connector_that_sends_more_than_it_may_is_told_when_to_come_again_and_nothing_is_lost() {
    String key = aForm(Map.of("rateLimit", Map.of("max", 2, "per", "hour")));

    for (int i = 0; i < 2; i++) {
      urlencoded().formParam("email", anEmail()).post("/in/form/" + key).then().statusCode(201);
    }
    urlencoded()
        .formParam("email", anEmail())
        .post("/in/form/" + key)
        .then()
        .statusCode(429)
        .header("Retry-After", "1800")
        .body("code", equalTo("connector.rate-limit"));

    String id =
        submissionOf("form/" + key).body("reason", equalTo("rate-limit")).extract().path("id");
    asAdmin()
        .post("/api/intake/submissions/" + id + "/replay")
        .then()
        .statusCode(200)
        .body("status", equalTo("accepted"));
  }

  @Test
  void strangers_do_not_use_up_what_a_sender_may_send() {
    String key =
        aConnector(
            "api",
            Map.of(
                "secrets", Map.of("api_key", "k-1"),
                "settings", Map.of("rateLimit", Map.of("max", 1, "per", "hour"))));

    for (int i = 0; i < 3; i++) {
      given()
          .contentType("application/json")
          .header("X-API-Key", "guess")
          .body(Map.of("email", anEmail()))
          .post("/in/api/" + key)
          .then()
          .statusCode(401);
    }

    given()
        .contentType("application/json")
        .header("X-API-Key", "k-1")
        .body(Map.of("email", anEmail()))
        .post("/in/api/" + key)
        .then()
        .statusCode(201);
  }

  @Test
  void a_body_that_is_too_large_is_refused_unread_also_when_its_length_is_not_told()
      throws IOException {
    String key = aForm(Map.of());

    String told =
        exchange(head(key, "Content-Length: " + TOO_LARGE), new byte[0], Duration.ofSeconds(10));
    String untold =
        exchange(head(key, "Transfer-Encoding: chunked"), chunk(TOO_LARGE), Duration.ofSeconds(10));

    assertThat(told).startsWith("HTTP/1.1 413");
    assertThat(untold).startsWith("HTTP/1.1 413");
    assertThat(submissions("form/" + key)).isZero();
  }

  @Test
  void a_sender_that_dribbles_is_cut_off() throws IOException {
    String key = aForm(Map.of());

    String answer =
        exchange(
            head(key, "Content-Length: 100"),
            "email=".getBytes(StandardCharsets.UTF_8),
            Duration.ofSeconds(30));

    assertThat(answer).startsWith("HTTP/1.1 408").contains("request.too-slow");
    assertThat(submissions("form/" + key)).isZero();
  }

  @Test
  void raw_submissions_are_let_go_of_when_their_time_is_over_and_what_became_of_them_stays()
      throws Throwable {
    String key = aForm(Map.of());
    urlencoded().formParam("email", anEmail()).post("/in/form/" + key).then().statusCode(201);
    assertThat(kept("form/" + key)).isOne();

    VertxContextSupport.subscribeAndAwait(() -> keeping.letGo(Instant.now()));
    assertThat(kept("form/" + key)).isOne();
    VertxContextSupport.subscribeAndAwait(
        () -> keeping.letGo(Instant.now().plus(Duration.ofDays(181))));

    assertThat(kept("form/" + key)).isZero();
    submissionOf("form/" + key).body("status", equalTo("accepted"));
  }

  private static long kept(String connector) {
    return TestEvents.count(
        "select count(*) from submission where connector = ? and octet_length(body) > 0",
        connector);
  }

  private static byte[] head(String key, String length) {
    return ("POST /in/form/"
            + key
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] chunk(int size) {
    return (Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** What comes back before the connection is closed; the body is never finished. */
  private static String exchange(byte[] head, byte[] body, Duration patience) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout((int) patience.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(head);
      try {
        out.write(body);
      } catch (IOException e) {
        // the service has closed its side already, and its answer can still be read
      }
      return untilBrace(socket.getInputStream());
    }
  }

  /** A problem's only closing brace ends it; the connection may stay open. */
  private static String untilBrace(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      answer.write(next);
      next = next == '}' ? -1 : in.read();
    }
    return answer.toString(StandardCharsets.UTF_8);
  }
}
