package dev.fairlead.intake.kind;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.testing.TestTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connectors that the samples are sent to, configured as an operator would. Nobody is known
 * again across them: the samples share telephone numbers.
 */
final class SampleConnectors {

  private static final JsonNode SECRETS = Sample.json("secrets.json");

  private SampleConnectors() {}

  static void configure() {
    put("google-ads/acme", secrets("google_ads", "google_key"), Map.of());
    put("meta/acme", secrets("meta", "app_secret", "verify_token"), Map.of());
    put("linkedin/acme", secrets("linkedin", "client_secret"), Map.of());
    put("tiktok/acme", secrets("tiktok", "app_secret", "url_token"), Map.of());
    put(
        "oceanengine-feiyu/acme",
        secrets("oceanengine_feiyu", "url_token"),
        Map.of(
            "knownAdvId",
            secret("oceanengine_feiyu.known_adv_id"),
            "fieldMap",
            Map.of("address.phone", "telphone", "address.wechat", "weixin")));
    put("douyin-open/acme", secrets("douyin_open", "client_secret"), Map.of());
    put(
        "baidu/acme",
        secrets("baidu", "url_token"),
        Map.of("knownUcid", Long.valueOf(secret("baidu.known_ucid"))));
    put(
        "tencent-ads/acme",
        secrets("tencent", "url_token"),
        Map.of("knownAccountId", List.of(secret("tencent.known_account_id"))));
    put(
        "form/contact-us",
        Map.of(),
        Map.of(
            "allowedOrigins",
            List.of(secret("html_form.allowed_origin")),
            "honeypot",
            "website_url_hp",
            "defaultPhoneRegion",
            "US"));
    put(
        "salesforce-w2l/servlet",
        Map.of(),
        Map.of(
            "knownOid",
            secret("salesforce_w2l.known_oid"),
            "returnUrls",
            List.of("https://www.example.com/thanks")));
    put("hubspot/submissions", Map.of(), Map.of("portalForm", secret("hubspot.portal_form")));
    put("cf7/wp-json", Map.of(), Map.of());
    put("cf7-webhook/acme", secrets("cf7_webhook", "bearer"), Map.of());
    put(
        "gravityforms/acme",
        secrets("gravityforms", "bearer"),
        Map.of(
            "fieldMap",
            Map.of(
                "1.3",
                "first_name",
                "1.6",
                "last_name",
                "2",
                "email",
                "3",
                "phone",
                "4",
                "message")));
    put("wpforms/acme", secrets("wpforms", "header_secret"), Map.of());
    put("elementor/acme", secrets("elementor", "url_token"), Map.of());
    put("webflow/acme", secrets("webflow", "secret"), Map.of());
    put("typeform/acme", secrets("typeform", "secret"), Map.of());
    put("tally/acme", secrets("tally", "secret"), Map.of());
    put("jotform/acme", secrets("jotform", "url_token"), Map.of());
    put("unbounce/acme", secrets("unbounce", "url_token"), Map.of());
    put("wufoo/acme", secrets("wufoo", "handshake_key"), Map.of());
    put("api/leads", secrets("json_api", "api_key"), Map.of());
    put("standard-webhooks/acme", secrets("standard_webhooks", "secret", "old_secret"), Map.of());
    put("cloudevents/acme", secrets("cloudevents", "bearer"), Map.of());
  }

  private static Map<String, String> secrets(String source, String... names) {
    Map<String, String> secrets = new HashMap<>();
    for (String name : names) {
      secrets.put(name, secret(source + "." + name));
    }
    return secrets;
  }

  private static String secret(String name) {
    return SECRETS.path(name).asText();
  }

  private static void put(String id, Map<String, String> secrets, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("dedupeIdentities", List.of());
    given()
        .auth()
        .oauth2(TestTokens.of("admin", "admin"))
        .contentType("application/json")
        .body(Map.of("secrets", secrets, "settings", all))
        .put("/api/intake/connectors/" + id)
        .then()
        .statusCode(201);
  }
}
