package dev.fairlead.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.fairlead.intake.Scene.asAdmin;
import static io.restassured.RestAssured.given;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.fairlead.intake.kind.Hmac;
import dev.fairlead.kit.testing.TestEvents;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Words for the tests: platforms that stand in for the real ones, and what they announce. */
final class PlatformScene {

  /** All platforms in one; the tests tell each other apart by ids nobody else has. */
  static final WireMockServer PLATFORM = started();

  static final String APP_SECRET = "5e1d0c2b9a8f47638291a0b1c2d3e4f5";
  static final String CLIENT_SECRET = "smp-Li-ClientSecret-01";

  private static final AtomicLong IDS = new AtomicLong(990_000_000_000_000L);

  private PlatformScene() {}

  private static WireMockServer started() {
    WireMockServer server =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(80));
    server.start();
    return server;
  }

  /** An id no other lead has. */
  static String aLeadId() {
    return Long.toString(IDS.incrementAndGet());
  }

  /** A meta connector whose Graph API is the stand-in; answers its key. */
  static String aMeta(String token, Map<String, ?> settings) {
    return Scene.aConnector("meta", meta(token, settings));
  }

  static Map<String, Object> meta(String token, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("graphUrl", PLATFORM.baseUrl());
    return Map.of(
        "secrets",
        Map.of("app_secret", APP_SECRET, "verify_token", "v", "page_token", token),
        "settings",
        all);
  }

  /** A linkedin connector whose API is the stand-in; answers its key. */
  static String aLinkedin() {
    return Scene.aConnector(
        "linkedin",
        Map.of(
            "secrets", Map.of("client_secret", CLIENT_SECRET, "access_token", "li-token"),
            "settings", Map.of("apiUrl", PLATFORM.baseUrl())));
  }

  /** Meta announces leads of one page. */
  static ValidatableResponse announce(String connector, List<String> leadIds) {
    StringBuilder changes = new StringBuilder();
    for (String id : leadIds) {
      changes.append(changes.isEmpty() ? "" : ",");
      changes
          .append("{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"")
          .append(id)
          .append("\",\"page_id\":\"153125381133\",\"form_id\":\"880000000000001\",")
          .append("\"created_time\":1792483175}}");
    }
    String body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"153125381133\",\"changes\":[" + changes + "]}]}";
    return given()
        .contentType("application/json")
        .header("X-Hub-Signature-256", "sha256=" + Hmac.hex(APP_SECRET, body))
        .body(body)
        .post("/in/meta/" + connector)
        .then();
  }

  /** Meta announces a lead; answers the submission. */
  static String announced(String connector, String leadId) {
    announce(connector, List.of(leadId)).statusCode(200);
    return submission("meta/" + connector);
  }

  /** LinkedIn tells of a lead. */
  static ValidatableResponse linkedin(String connector, String action, String leadId) {
    String body =
        "{\"type\":\"LEAD_ACTION\",\"leadGenFormResponse\":\"urn:li:leadGenFormResponse:"
            + leadId
            + "\",\"leadGenForm\":\"urn:li:form:1\",\"leadAction\":\""
            + action
            + "\",\"occurredAt\":1792483191000}";
    return given()
        .contentType("application/json")
        .header("X-LI-Signature", Hmac.hex(CLIENT_SECRET, "hmacsha256=" + body))
        .body(body)
        .post("/in/linkedin/" + connector)
        .then();
  }

  /** A lead of the Graph API. */
  static String graphLead(String id, String email) {
    return "{\"id\":\""
        + id
        + "\",\"created_time\":\"2026-10-20T07:59:35+0000\",\"form_id\":\"880000000000001\","
        + "\"ad_id\":\"120210000000001\",\"field_data\":[{\"name\":\"full_name\",\"values\":"
        + "[\"Joe Example\"]},{\"name\":\"email\",\"values\":[\""
        + email
        + "\"]}]}";
  }

  static ResponseDefinitionBuilder ok(String body) {
    return aResponse()
        .withStatus(200)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  static ResponseDefinitionBuilder graphError(int code, int subcode) {
    return aResponse()
        .withStatus(400)
        .withBody(
            "{\"error\":{\"message\":\"x\",\"code\":"
                + code
                + ",\"error_subcode\":"
                + subcode
                + "}}");
  }

  /** What the Graph API answers for a lead. */
  static void graph(String leadId, ResponseDefinitionBuilder answer) {
    PLATFORM.stubFor(get(urlPathEqualTo("/v23.0/" + leadId)).willReturn(answer));
  }

  /** How often the Graph API was asked for a lead. */
  static int asked(String leadId) {
    return PLATFORM.findAll(getRequestedFor(urlPathEqualTo("/v23.0/" + leadId))).size();
  }

  /** The id of a connector's latest submission. */
  static String submission(String connector) {
    return asAdmin()
        .queryParam("connector", connector)
        .get("/api/intake/submissions")
        .then()
        .extract()
        .path("items[0].id");
  }

  static ValidatableResponse show(String submission) {
    return asAdmin().get("/api/intake/submissions/" + submission).then().statusCode(200);
  }

  static String status(String submission) {
    return show(submission).extract().path("status");
  }

  static String leadOf(String submission) {
    return show(submission).extract().path("leadId");
  }

  static ValidatableResponse connector(String id) {
    return asAdmin().get("/api/intake/connectors/" + id).then().statusCode(200);
  }

  /** Changes the service's database behind its back, as a crash or the time would. */
  static int sql(String statement, String submission) {
    try (Connection connection = TestEvents.database();
        PreparedStatement update = connection.prepareStatement(statement)) {
      update.setObject(1, UUID.fromString(submission));
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
