package dev.fairlead.intake;

import static io.restassured.RestAssured.given;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Words for the tests: people nobody else has met, callers, a form. */
final class Scene {

  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private Scene() {}

  /** An address nobody else in this run has. */
  static String anEmail() {
    return "p" + PEOPLE.incrementAndGet() + "@example.com";
  }

  /** A Chinese mobile number nobody else in this run has, without its country code. */
  static String aPhone() {
    return "139%08d".formatted(PEOPLE.incrementAndGet());
  }

  static RequestSpecification as(String user, String... roles) {
    return given().auth().oauth2(TestTokens.of(user, roles)).contentType("application/json");
  }

  static RequestSpecification asAdmin() {
    return as("admin", "admin");
  }

  static RequestSpecification asIntegration() {
    return as("crm", "integration");
  }

  /** Sends a lead with a token. */
  static ValidatableResponse post(Object lead) {
    return asIntegration().body(lead).post("/api/intake/leads").then();
  }

  /** The id of a lead that was sent with a token and taken. */
  static String aLead(Map<String, ?> lead) {
    return post(lead).statusCode(201).extract().path("leadId");
  }

  /** A form connector with these settings; answers its key. */
  static String aForm(Map<String, ?> settings) {
    return aConnector("form", Map.of("settings", settings));
  }

  static String aConnector(String kind, Map<String, ?> body) {
    String key = "c" + UUID.randomUUID().toString().substring(0, 8);
    asAdmin().body(body).put("/api/intake/connectors/" + kind + "/" + key).then().statusCode(201);
    return key;
  }

  static RequestSpecification urlencoded() {
    return given().contentType("application/x-www-form-urlencoded; charset=UTF-8");
  }

  /** What was announced of a new lead. */
  static LeadEvent.Received received(String leadId) {
    return TestEvents.logged(leadId, LeadEvent.Received.class).getFirst();
  }

  /** The latest submission of a connector, as an admin sees it. */
  static ValidatableResponse submissionOf(String connector) {
    String id =
        asAdmin()
            .queryParam("connector", connector)
            .get("/api/intake/submissions")
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].id");
    return asAdmin().get("/api/intake/submissions/" + id).then().statusCode(200);
  }

  static long submissions(String connector) {
    return TestEvents.count("select count(*) from submission where connector = ?", connector);
  }
}
