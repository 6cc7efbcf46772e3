package dev.fairlead.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.fairlead.intake.PlatformScene.PLATFORM;
import static dev.fairlead.intake.PlatformScene.aLeadId;
import static dev.fairlead.intake.PlatformScene.aMeta;
import static dev.fairlead.intake.PlatformScene.connector;
import static dev.fairlead.intake.PlatformScene.graphError;
import static dev.fairlead.intake.PlatformScene.graphLead;
import static dev.fairlead.intake.PlatformScene.ok;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fairlead.intake.kind.Hmac;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** Leads that nobody announced, found by asking. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class PullIT {

  @Test
  void every_page_of_a_form_is_read_and_what_was_read_before_is_known() {
    String form = aLeadId();
    String[] ids = {aLeadId(), aLeadId(), aLeadId()};
    String path = "/v23.0/" + form + "/leads";
    page(path, null, "c1", graphLead(ids[0], anEmail()), graphLead(ids[1], anEmail()));
    page(path, "c1", null, graphLead(ids[2], anEmail()));

    String key = aMeta("token", pulling(form));
    await().until(() -> turns(path) >= 2);
    stop(key);

    assertThat(leads(key)).isEqualTo(3);
    asAdmin()
        .queryParam("connector", "meta/" + key)
        .get("/api/intake/submissions")
        .then()
        .body("items.method", Matchers.everyItem(Matchers.equalTo("PULL")))
        .body("items.status", Matchers.hasItems("accepted", "duplicate"));
    List<LoggedRequest> calls = PLATFORM.findAll(getRequestedFor(urlPathEqualTo(path)));
    assertThat(calls.getFirst().queryParameter("filtering").firstValue())
        .contains("time_created")
        .contains("GREATER_THAN");
  }

  @Test
  void a_lead_found_by_asking_and_announced_as_well_is_one_lead() {
    String form = aLeadId();
    String id = aLeadId();
    page("/v23.0/" + form + "/leads", null, null, graphLead(id, anEmail()));
    PlatformScene.graph(id, ok(graphLead(id, anEmail())));
    String key = aMeta("token", pulling(form));
    await().until(() -> leads(key) == 1);

    String submission = PlatformScene.announced(key, id);

    assertThat(PlatformScene.status(submission)).isEqualTo("duplicate");
    assertThat(leads(key)).isEqualTo(1);
    stop(key);
  }

  @Test
  void a_page_that_cannot_be_had_is_asked_for_again_from_where_it_was() {
    String form = aLeadId();
    String path = "/v23.0/" + form + "/leads";
    PLATFORM.stubFor(get(urlPathEqualTo(path)).willReturn(graphError(190, 0)));
    String key = aMeta("token", pulling(form));
    await()
        .untilAsserted(
            () ->
                connector("meta/" + key).body("health.status", Matchers.equalTo("token-invalid")));

    page(path, null, null, graphLead(aLeadId(), anEmail()));

    await().until(() -> leads(key) == 1);
    await()
        .untilAsserted(
            () -> connector("meta/" + key).body("health.status", Matchers.equalTo("ok")));
    stop(key);
  }

  @Test
  void erasing_a_lead_empties_the_pages_it_stood_on() {
    String form = aLeadId();
    String email = anEmail();
    page(
        "/v23.0/" + form + "/leads",
        null,
        null,
        graphLead(aLeadId(), anEmail()),
        graphLead(aLeadId(), email));
    String key = aMeta("token", pulling(form));
    await().until(() -> leads(key) == 2);
    stop(key);
    String leadId =
        asAdmin()
            .queryParam("email", email)
            .get("/api/intake/leads")
            .then()
            .extract()
            .path("items[0].leadId");

    asAdmin().post("/api/intake/leads/" + leadId + "/erase").then().statusCode(200);

    assertThat(
            TestEvents.count(
                "select count(*) from submission where convert_from(body, 'UTF8') like ?",
                "%" + email + "%"))
        .isZero();
  }

  @Test
  void clues_of_feiyu_are_asked_for_with_a_signature_and_page_by_page() {
    String path = "/crm/v2/openapi/pull-clues/";
    String phone = Scene.aPhone();
    PLATFORM.stubFor(
        get(urlPathEqualTo(path))
            .withQueryParam("page", equalTo("1"))
            .willReturn(ok("{\"count\":101,\"data\":[" + clue(aLeadId(), phone) + "]}")));
    PLATFORM.stubFor(
        get(urlPathEqualTo(path))
            .withQueryParam("page", equalTo("2"))
            .willReturn(ok("{\"count\":101,\"data\":[" + clue(aLeadId(), Scene.aPhone()) + "]}")));
    String key =
        Scene.aConnector(
            "oceanengine-feiyu",
            Map.of(
                "secrets",
                    Map.of("url_token", "u", "pull_key", "TDJDMk", "access_token", "clue-token"),
                "settings", Map.of("apiUrl", PLATFORM.baseUrl(), "pull", Map.of("every", "PT1S"))));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        TestEvents.count(
                            "select count(*) from lead where connector = ?",
                            "oceanengine-feiyu/" + key))
                    .isEqualTo(2));
    asAdmin().delete("/api/intake/connectors/oceanengine-feiyu/" + key).then().statusCode(204);

    LoggedRequest call = PLATFORM.findAll(getRequestedFor(urlPathEqualTo(path))).getFirst();
    String signed =
        path
            + "?start_time="
            + call.queryParameter("start_time").firstValue()
            + "&end_time="
            + call.queryParameter("end_time").firstValue()
            + " "
            + call.getHeader("Timestamp");
    assertThat(call.getHeader("Access-Token")).isEqualTo("clue-token");
    assertThat(call.getHeader("Signature"))
        .isEqualTo(
            Base64.getEncoder()
                .encodeToString(Hmac.hex("TDJDMk", signed).getBytes(StandardCharsets.UTF_8)));
  }

  private static String clue(String id, String phone) {
    return "{\"id\":"
        + id
        + ",\"telphone\":\""
        + phone
        + "\",\"name\":\"张三\",\"create_time\":\"1792483140\"}";
  }

  private static Map<String, ?> pulling(String form) {
    return Map.of("formIds", List.of(form), "pull", Map.of("every", "PT1S", "overlap", "PT1H"));
  }

  private static void stop(String key) {
    asAdmin().delete("/api/intake/connectors/meta/" + key).then().statusCode(204);
  }

  private static void page(
      String path,
      @org.jspecify.annotations.Nullable String after,
      @org.jspecify.annotations.Nullable String next,
      String... leads) {
    String paging =
        next == null
            ? "{}"
            : "{\"cursors\":{\"after\":\"" + next + "\"},\"next\":\"https://elsewhere.example/\"}";
    PLATFORM.stubFor(
        get(urlPathEqualTo(path))
            .withQueryParam("after", after == null ? absent() : equalTo(after))
            .willReturn(
                ok("{\"data\":[" + String.join(",", leads) + "],\"paging\":" + paging + "}")));
  }

  private static int turns(String path) {
    return PLATFORM
        .findAll(getRequestedFor(urlPathEqualTo(path)).withQueryParam("after", equalTo("c1")))
        .size();
  }

  private static long leads(String key) {
    return TestEvents.count("select count(*) from lead where connector = ?", "meta/" + key);
  }
}
