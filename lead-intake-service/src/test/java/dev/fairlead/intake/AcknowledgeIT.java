package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aForm;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asIntegration;
import static dev.fairlead.intake.Scene.post;
import static dev.fairlead.intake.Scene.urlencoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * domain.md: Acknowledge only what is durably stored; a fault on our side must be 5xx (the
 * platforms retry 5xx and drop on 4xx).
 */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class AcknowledgeIT {

  @Test
  void nobody_is_answered_before_the_commit() throws SQLException {
    Map<String, String> lead = Map.of("email", anEmail());
    CompletableFuture<Integer> answer;
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table submission in share mode");

      answer =
          CompletableFuture.supplyAsync(
              () -> asIntegration().body(lead).post("/api/intake/leads").statusCode());

      await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
      connection.rollback();
    }
    assertThat(answer.join()).isEqualTo(201);
  }

  @Test
  void a_fault_of_ours_is_5xx_and_nothing_is_acknowledged() throws SQLException {
    String form = aForm(Map.of());
    Map<String, String> lead = Map.of("email", anEmail());
    rename("submission", "submission_away");
    try {
      post(lead).statusCode(greaterThanOrEqualTo(500));
      urlencoded()
          .formParams(lead)
          .post("/in/form/" + form)
          .then()
          .statusCode(greaterThanOrEqualTo(500));
      asIntegration()
          .body(List.of(lead, Map.of("firstName", "x")))
          .post("/api/intake/leads:batch")
          .then()
          .statusCode(200)
          .body("items.status", everyItem(greaterThanOrEqualTo(500)));
    } finally {
      rename("submission_away", "submission");
    }

    post(lead).statusCode(201).body("outcome", equalTo("created"));
  }

  private static void rename(String from, String to) throws SQLException {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table " + from + " rename to " + to);
    }
  }
}
