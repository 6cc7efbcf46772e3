package dev.fairlead.kit.trial;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class HttpMannersIT {

  @Test
  void aProcessThatStandsStillInATransactionHoldsItsRowsForTenSecondsOnly() {
    given().when().get("/api/trial/patience").then().statusCode(200).body(equalTo("10s"));
  }

  @Test
  void withoutATokenItIs401() {
    problem(given(), Map.of("leadId", "x"), 401, "auth.unauthorized");
  }

  @Test
  void withAnExpiredTokenItIs401() {
    problem(
        given().auth().oauth2(TestTokens.expired("admin", "admin")),
        Map.of("leadId", "x"),
        401,
        "auth.unauthorized");
  }

  @Test
  void withAForgedTokenItIs401() {
    String token = TestTokens.of("admin", "admin");
    String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
    problem(given().auth().oauth2(forged), Map.of("leadId", "x"), 401, "auth.unauthorized");
  }

  @Test
  void withAnotherRoleItIs403() {
    problem(
        given().auth().oauth2(TestTokens.of("li-lei", "rep")),
        Map.of("leadId", "x"),
        403,
        "auth.forbidden");
  }

  @Test
  void malformedJsonIs400AndIsNotQuoted() {
    problem(admin(), "{\"leadId\": 13800138000x", 400, "request.malformed")
        .body("detail", not(containsString("138")));
  }

  @Test
  void aFieldOfTheWrongTypeIsNamed() {
    problem(admin(), "{\"leadId\": \"x\", \"times\": \"many\"}", 400, "request.malformed")
        .body("errors[0].pointer", equalTo("/times"));
  }

  @Test
  void aBodyOverTheLimitIs413() {
    problem(admin(), Map.of("leadId", "x".repeat(100_000)), 413, "request.too-large");
  }

  @Test
  void anotherMediaTypeIs415() {
    admin()
        .contentType("text/csv")
        .body("a,b")
        .when()
        .post("/api/trial/touches")
        .then()
        .statusCode(415)
        .contentType(containsString("application/problem+json"))
        .body("code", equalTo("request.media-type"));
  }

  @Test
  void anUnknownPathIs404() {
    admin()
        .when()
        .get("/api/trial/nowhere")
        .then()
        .statusCode(404)
        .contentType(containsString("application/problem+json"))
        .body("code", equalTo("request.not-found"));
  }

  @Test
  void ourOwnFaultIs500AndGivesNothingAway() {
    given()
        .when()
        .get("/api/trial/fault")
        .then()
        .statusCode(500)
        .body("code", equalTo("service.fault"))
        .body("detail", not(containsString("secret")));
  }

  @Test
  void theSameKeyAndBodyGiveTheStoredAnswer() {
    String lead = UUID.randomUUID().toString();
    String key = UUID.randomUUID().toString();

    String first = touch(lead, key).statusCode(200).extract().asString();
    String second = touch(lead, key).statusCode(200).extract().asString();
    touch(lead, '"' + key + '"').statusCode(200);

    assertThat(second).isEqualTo(first);
    assertThat(TestEvents.logged(lead)).hasSize(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIs422() {
    String key = UUID.randomUUID().toString();

    touch(UUID.randomUUID().toString(), key).statusCode(200);

    touch(UUID.randomUUID().toString(), key)
        .statusCode(422)
        .body("code", equalTo("idempotency.mismatch"));
  }

  @Test
  void aRefusedCommandLeavesNeitherRowNorFactNorAnswer() {
    String lead = UUID.randomUUID().toString();
    String key = UUID.randomUUID().toString();

    admin()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .queryParam("fail", true)
        .body(Map.of("leadId", lead))
        .when()
        .post("/api/trial/touches")
        .then()
        .statusCode(409)
        .body("code", equalTo("trial.refused"));

    assertThat(TestEvents.logged(lead)).isEmpty();
    assertThat(TestEvents.count("select count(*) from touch where lead_id = ?", lead)).isZero();
    touch(lead, key).statusCode(200);
  }

  @Test
  void readinessSpeaksOfDatabaseAndBroker() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                given()
                    .when()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body(containsString("Reactive PostgreSQL"))
                    .body(containsString("Messaging")));
  }

  private static ValidatableResponse touch(String lead, String key) {
    return admin()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(Map.of("leadId", lead))
        .when()
        .post("/api/trial/touches")
        .then();
  }

  private static ValidatableResponse problem(
      RequestSpecification as, Object body, int status, String code) {
    return as.contentType("application/json")
        .body(body)
        .when()
        .post("/api/trial/touches")
        .then()
        .statusCode(status)
        .contentType(containsString("application/problem+json"))
        .body("code", equalTo(code))
        .body("status", equalTo(status));
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(TestTokens.of("admin", "admin"));
  }
}
