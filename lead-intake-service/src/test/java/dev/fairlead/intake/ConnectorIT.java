package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aConnector;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.as;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.received;
import static dev.fairlead.intake.Scene.submissionOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ConnectorIT {

  private static final String SECRET = "smp-api-key-001";

  @Test
  void a_secret_goes_in_and_never_comes_out() {
    String key = aConnector("api", Map.of("secrets", Map.of("api_key", SECRET)));

    asAdmin()
        .get("/api/intake/connectors/api/" + key)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("secretNames", contains("api_key"))
        .body(not(containsString(SECRET)));
    asAdmin().get("/api/intake/connectors").then().body(not(containsString(SECRET)));
    assertThat(
            TestEvents.count(
                "select count(*) from connector where secrets like ?", "%" + SECRET + "%"))
        .isZero();
  }

  @Test
  void a_machine_with_the_key_is_taken_and_without_it_refused_and_kept() {
    String key = aConnector("api", Map.of("secrets", Map.of("api_key", SECRET)));
    String path = "/in/api/" + key;

    String leadId =
        given()
            .contentType("application/json")
            .header("Authorization", "Bearer " + SECRET)
            .body(Map.of("first_name", "Noor", "email", anEmail()))
            .post(path)
            .then()
            .statusCode(201)
            .extract()
            .path("leadId");
    assertThat(received(leadId).connector()).isEqualTo("api/" + key);
    submissionOf("api/" + key)
        .body("headers.authorization", equalTo(null))
        .body("headers.host", notNullValue())
        .body(not(containsString(SECRET)));
    given()
        .contentType("application/json")
        .header("X-API-Key", SECRET)
        .body(Map.of("email", anEmail()))
        .post(path)
        .then()
        .statusCode(201);
    given()
        .contentType("application/json")
        .header("X-API-Key", "wrong")
        .body(Map.of("email", anEmail()))
        .post(path)
        .then()
        .statusCode(401)
        .body("code", equalTo("connector.credentials"));
    submissionOf("api/" + key)
        .body("status", equalTo("rejected"))
        .body("reason", equalTo("credentials"));
    asAdmin()
        .post(
            "/api/intake/submissions/"
                + submissionOf("api/" + key).extract().path("id")
                + "/replay")
        .then()
        .statusCode(200)
        .body("status", equalTo("rejected"))
        .body("reason", equalTo("credentials"));
  }

  @Test
  void a_change_keeps_the_secrets_it_does_not_name_and_needs_the_version_it_read() {
    String key = aConnector("api", Map.of("secrets", Map.of("api_key", SECRET)));
    String path = "/api/intake/connectors/api/" + key;

    asAdmin()
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "Partner"))
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("secretNames", contains("api_key"));
    asAdmin()
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "Late"))
        .put(path)
        .then()
        .statusCode(412)
        .body("code", equalTo("connector.changed"));
    asAdmin().header("If-None-Match", "*").body(Map.of()).put(path).then().statusCode(412);
    given()
        .contentType("application/json")
        .header("X-API-Key", SECRET)
        .body(Map.of("email", anEmail()))
        .post("/in/api/" + key)
        .then()
        .statusCode(201);
    asAdmin().delete(path).then().statusCode(204);
    asAdmin().get(path).then().statusCode(404).body("code", equalTo("connector.unknown"));
    given()
        .contentType("application/json")
        .body(Map.of("email", anEmail()))
        .post("/in/api/" + key)
        .then()
        .statusCode(404);
  }

  @Test
  void a_secret_is_rotated_with_an_overlap_and_ends_at_once_without() {
    String key = aConnector("api", Map.of("secrets", Map.of("api_key", "first")));
    String path = "/api/intake/connectors/api/" + key;

    asAdmin()
        .body(Map.of("secrets", Map.of("api_key", "second")))
        .put(path)
        .then()
        .statusCode(200)
        .body("secrets.api_key.since", notNullValue())
        .body("secrets.api_key.earlierUntil", notNullValue());
    assertThat(statusWith(key, "first")).isEqualTo(201);
    assertThat(statusWith(key, "second")).isEqualTo(201);
    asAdmin()
        .body(
            Map.of(
                "secrets", Map.of("api_key", "third"), "settings", Map.of("secretOverlap", "PT0S")))
        .put(path)
        .then()
        .statusCode(200)
        .body("secrets.api_key.earlierUntil", nullValue());
    assertThat(statusWith(key, "second")).isEqualTo(401);
    assertThat(statusWith(key, "third")).isEqualTo(201);
    asAdmin().body("{\"secrets\": {\"api_key\": null}}").put(path).then().statusCode(200);
    assertThat(statusWith(key, "third")).isEqualTo(401);
    asAdmin().get(path).then().body("secretNames", empty());
  }

  private static int statusWith(String key, String secret) {
    return given()
        .contentType("application/json")
        .header("X-API-Key", secret)
        .body(Map.of("email", anEmail()))
        .post("/in/api/" + key)
        .statusCode();
  }

  @Test
  void a_secret_in_a_header_of_its_own_name_is_not_kept() {
    String key =
        aConnector(
            "wpforms",
            Map.of(
                "secrets", Map.of("header_secret", "hush-hush"),
                "settings", Map.of("secretHeader", "X-Our-Word")));

    given()
        .contentType("application/json")
        .header("X-Our-Word", "hush-hush")
        .body(Map.of("email", anEmail()))
        .post("/in/wpforms/" + key)
        .then()
        .statusCode(200);
    given()
        .contentType("application/json")
        .header("X-Our-Word", "guessed")
        .body(Map.of("email", anEmail()))
        .post("/in/wpforms/" + key)
        .then()
        .statusCode(401)
        .body("message", equalTo("the secret is missing or wrong"));

    assertThat(
            TestEvents.count(
                "select count(*) from submission where connector = ? and headers ilike ?",
                "wpforms/" + key,
                "%our-word%"))
        .isZero();
  }

  @Test
  void settings_that_cannot_be_are_named_by_their_place() {
    asAdmin()
        .body(
            Map.of(
                "settings",
                Map.of(
                    "dedupeWindow", "ten minutes",
                    "defaultPhoneRegion", "XX",
                    "allowedOrigins", "https://www.example.com")))
        .put("/api/intake/connectors/form/broken")
        .then()
        .statusCode(422)
        .body("code", equalTo("connector.invalid"))
        .body(
            "errors.pointer",
            hasItems(
                "/settings/dedupeWindow",
                "/settings/defaultPhoneRegion",
                "/settings/allowedOrigins"));
    asAdmin().body("{}").put("/api/intake/connectors/fax/x").then().statusCode(422);
    as("m", "manager").get("/api/intake/connectors").then().statusCode(403);
  }
}
