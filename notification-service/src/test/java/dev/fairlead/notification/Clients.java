package dev.fairlead.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the tests of the service do over HTTP and in its database. */
final class Clients {

  static final Duration PATIENCE = Duration.ofSeconds(25);

  private Clients() {}

  static RequestSpecification as(String person, String role) {
    return given().auth().oauth2(TestTokens.of(person, role));
  }

  static RequestSpecification admin() {
    return as("root", "admin").contentType("application/json");
  }

  static void prefer(String person, Object preferences) {
    as(person, "rep")
        .contentType("application/json")
        .body(preferences)
        .put("/api/notification/preferences")
        .then()
        .statusCode(200);
  }

  static void configure(String id, Map<String, ?> channel) {
    int status =
        admin()
            .body(channel)
            .put("/api/notification/channels/{id}", id)
            .then()
            .extract()
            .statusCode();
    assertThat(status).isIn(200, 201);
  }

  static void remove(String id) {
    admin().delete("/api/notification/channels/{id}", id);
  }

  static List<String> types(String person) {
    return as(person, "rep")
        .get("/api/notification/inbox")
        .then()
        .statusCode(200)
        .extract()
        .path("items.type");
  }

  static void awaitTypes(String person, String... newestFirst) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(types(person)).containsExactly(newestFirst));
  }

  static void awaitCount(long count, String sql, Object... parameters) {
    await().atMost(PATIENCE).until(() -> TestEvents.count(sql, parameters) == count);
  }

  /** Deliveries of a channel, the oldest first. */
  static List<Map<String, Object>> deliveries(String channel) {
    List<Map<String, Object>> newestFirst =
        admin()
            .get("/api/notification/deliveries?limit=500&channel={channel}", channel)
            .then()
            .statusCode(200)
            .extract()
            .path("items");
    return newestFirst.reversed();
  }

  /** The first delivery of a channel; empty without one. */
  static Map<String, Object> delivery(String channel) {
    List<Map<String, Object>> all = deliveries(channel);
    return all.isEmpty() ? Map.of() : all.getFirst();
  }

  static int change(String sql, Object... parameters) {
    try (Connection connection = TestEvents.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
