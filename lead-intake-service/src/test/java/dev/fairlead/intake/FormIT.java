package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aForm;
import static dev.fairlead.intake.Scene.aPhone;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.received;
import static dev.fairlead.intake.Scene.submissionOf;
import static dev.fairlead.intake.Scene.submissions;
import static dev.fairlead.intake.Scene.urlencoded;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class FormIT {

  private static final String SITE = "https://www.example.com";

  @Test
  void a_browser_form_becomes_a_lead_with_all_it_said() {
    String form = aForm(Map.of("honeypot", "website_url_hp"));
    String email = anEmail();

    String leadId =
        urlencoded()
            .header("Referer", SITE + "/contact")
            .formParam("first_name", "Alex")
            .formParam("lastName", "Example")
            .formParam("email", email.toUpperCase(java.util.Locale.ROOT))
            .formParam("phone", "(650) 555-0101")
            .formParam("message", "Please call me back.\r\nThanks")
            .formParam("utm_campaign", "autumn")
            .formParam("gclid", "smpgclid1")
            .formParam("consent", "on")
            .formParam("website_url_hp", "")
            .formParam("favourite_colour", "blue")
            .post("/in/form/" + form)
            .then()
            .statusCode(201)
            .body("outcome", equalTo("created"))
            .extract()
            .path("leadId");

    LeadEvent.Received lead = received(leadId);
    assertThat(lead.source()).isEqualTo("html_form");
    assertThat(lead.connector()).isEqualTo("form/" + form);
    assertThat(lead.contact().firstName()).isEqualTo("Alex");
    assertThat(lead.contact().lastName()).isEqualTo("Example");
    assertThat(lead.contact().email()).isEqualToIgnoringCase(email);
    assertThat(lead.contact().phone()).isEqualTo("(650) 555-0101");
    assertThat(lead.message()).isEqualTo("Please call me back.\r\nThanks");
    assertThat(lead.attribution().utm()).containsEntry("campaign", "autumn");
    assertThat(lead.attribution().clickId()).isEqualTo("smpgclid1");
    assertThat(lead.attribution().landingPage()).isEqualTo(SITE + "/contact");
    assertThat(lead.attribution().form()).isEqualTo(form);
    assertThat(lead.consent()).singleElement().matches(LeadEvent.Consent::granted);
    assertThat(lead.answers()).containsExactly(new LeadEvent.Answer("favourite_colour", "blue"));
  }

  @Test
  void a_multipart_form_is_read_and_its_file_passed_over() {
    String form = aForm(Map.of());
    String email = anEmail();

    String leadId =
        given()
            .multiPart(
                new MultiPartSpecBuilder("李雷").controlName("full_name").charset("UTF-8").build())
            .multiPart("email", email)
            .multiPart(
                "attachment", "brief.txt", "hello".getBytes(StandardCharsets.UTF_8), "text/plain")
            .post("/in/form/" + form)
            .then()
            .statusCode(201)
            .extract()
            .path("leadId");

    assertThat(received(leadId).contact().fullName()).isEqualTo("李雷");
    assertThat(received(leadId).answers()).isEmpty();
  }

  @Test
  void a_gbk_page_is_read_in_the_charset_it_names_and_when_it_names_none() {
    String form = aForm(Map.of());
    Charset gbk = Charset.forName("GBK");

    String named = postBytes(form, "_charset_=gbk&name=" + URLEncoder.encode("韩梅梅", gbk));
    String unnamed = postBytes(form, "name=" + URLEncoder.encode("王小明", gbk));

    assertThat(received(named).contact().fullName()).isEqualTo("韩梅梅");
    assertThat(received(unnamed).contact().fullName()).isEqualTo("王小明");
  }

  private static String postBytes(String form, String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType("application/x-www-form-urlencoded")
        .body(body + "&email=" + anEmail().replace("@", "%40"))
        .post("/in/form/" + form)
        .then()
        .statusCode(201)
        .extract()
        .path("leadId");
  }

  @Test
  void a_field_map_gives_the_senders_names_their_meaning() {
    String form = aForm(Map.of("fieldMap", Map.of("手机", "phone", "your-company", "company")));
    String phone = aPhone();

    String leadId =
        urlencoded()
            .formParam("手机", phone)
            .formParam("your-company", "示例公司")
            .post("/in/form/" + form)
            .then()
            .statusCode(201)
            .extract()
            .path("leadId");

    assertThat(received(leadId).contact().phoneE164()).isEqualTo("+86" + phone);
    assertThat(received(leadId).company()).isEqualTo("示例公司");
  }

  @Test
  void a_filled_honeypot_looks_like_success_and_is_kept_rejected() {
    String form = aForm(Map.of("honeypot", "hp"));

    String leadId =
        urlencoded()
            .formParam("email", anEmail())
            .formParam("hp", "http://spam.example")
            .post("/in/form/" + form)
            .then()
            .statusCode(200)
            .body("leadId", notNullValue())
            .extract()
            .path("leadId");

    assertThat(TestEvents.logged(leadId)).isEmpty();
    submissionOf("form/" + form)
        .body("status", equalTo("rejected"))
        .body("reason", equalTo("honeypot"));
  }

  @Test
  void only_an_exact_origin_gets_cors_headers_and_may_post() {
    String form = aForm(Map.of("allowedOrigins", List.of(SITE)));

    given()
        .header("Origin", SITE)
        .options("/in/form/" + form)
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", SITE)
        .header("Access-Control-Allow-Headers", equalTo("content-type, idempotency-key"))
        .header("Vary", equalTo("Origin"));
    given()
        .header("Origin", SITE + ".evil.example")
        .options("/in/form/" + form)
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
    urlencoded()
        .header("Origin", "null")
        .formParam("email", anEmail())
        .post("/in/form/" + form)
        .then()
        .statusCode(403)
        .body("code", equalTo("connector.origin"));
    submissionOf("form/" + form).body("reason", equalTo("origin"));
  }

  @Test
  void a_browser_is_sent_on_only_to_an_address_of_the_list() {
    String thanks = SITE + "/thanks";
    String form = aForm(Map.of("returnUrls", List.of(thanks)));

    urlencoded()
        .redirects()
        .follow(false)
        .formParam("email", anEmail())
        .formParam("ret_url", thanks)
        .post("/in/form/" + form)
        .then()
        .statusCode(303)
        .header("Location", thanks);
    urlencoded()
        .redirects()
        .follow(false)
        .formParam("email", anEmail())
        .formParam("returnUrl", "https://evil.example/")
        .post("/in/form/" + form)
        .then()
        .statusCode(201);
  }

  @Test
  void the_same_content_within_the_window_is_a_duplicate_and_after_it_a_touch() {
    String form = aForm(Map.of());
    String impatient = aForm(Map.of("dedupeWindow", "PT0S"));
    String email = anEmail();

    String first = outcome(form, email, "created");
    String again = outcome(form, email, "duplicate");
    outcome(impatient, email, "attached");
    outcome(impatient, email, "attached");

    assertThat(again).isEqualTo(first);
    assertThat(TestEvents.logged(first, LeadEvent.Touched.class)).hasSize(2);
    assertThat(TestEvents.logged(first, LeadEvent.Received.class)).hasSize(1);
    assertThat(submissions("form/" + form)).isEqualTo(2);
  }

  private static String outcome(String form, String email, String expected) {
    return urlencoded()
        .formParam("email", email)
        .post("/in/form/" + form)
        .then()
        .statusCode(201)
        .body("outcome", equalTo(expected))
        .extract()
        .path("leadId");
  }

  @Test
  void what_cannot_be_accepted_is_kept_with_its_reason() {
    String form = aForm(Map.of("consentRequired", true));

    given()
        .contentType("application/json")
        .body("{\"email\": ")
        .post("/in/form/" + form)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("request.malformed"));
    submissionOf("form/" + form)
        .body("reason", equalTo("malformed"))
        .body("body", equalTo("{\"email\": "));
    urlencoded()
        .formParam("first_name", "Nobody")
        .post("/in/form/" + form)
        .then()
        .statusCode(422)
        .body("code", equalTo("lead.no-contact"))
        .body("errors.pointer", hasItems("/email", "/phone"));
    submissionOf("form/" + form)
        .body("reason", equalTo("no-contact"))
        .body("errors.pointer", hasItems("/email", "/phone"));
    urlencoded()
        .formParam("email", anEmail())
        .post("/in/form/" + form)
        .then()
        .statusCode(422)
        .body("code", equalTo("lead.consent"));
    assertThat(submissions("form/" + form)).isEqualTo(3);
  }

  @Test
  void what_is_refused_unread_leaves_no_submission() {
    String form = aForm(Map.of());

    given()
        .contentType("text/plain")
        .body("email=a@example.com")
        .post("/in/form/" + form)
        .then()
        .statusCode(415)
        .body("code", equalTo("request.media-type"));
    urlencoded()
        .body("message=" + "x".repeat(1_100_000))
        .post("/in/form/" + form)
        .then()
        .statusCode(413);
    given().get("/in/form/" + form).then().statusCode(405);
    urlencoded()
        .formParam("email", anEmail())
        .post("/in/form/nobody-knows")
        .then()
        .statusCode(404)
        .body("code", equalTo("connector.unknown"));
    urlencoded().formParam("email", anEmail()).post("/in/fax/me").then().statusCode(404);

    assertThat(submissions("form/" + form)).isZero();
  }

  @Test
  void a_connector_that_is_switched_off_keeps_submissions_until_they_are_replayed() {
    String form = aForm(Map.of());
    String path = "/api/intake/connectors/form/" + form;
    asAdmin().body(Map.of("enabled", false)).put(path).then().statusCode(200);

    urlencoded()
        .formParam("email", anEmail())
        .post("/in/form/" + form + "/and/what/follows")
        .then()
        .statusCode(403)
        .body("code", equalTo("connector.disabled"));
    String id = submissionOf("form/" + form).extract().path("id");
    asAdmin().body(Map.of("enabled", true)).put(path).then().statusCode(200);
    String replay = "/api/intake/submissions/" + id + "/replay";
    String leadId =
        asAdmin()
            .post(replay)
            .then()
            .statusCode(200)
            .body("status", equalTo("accepted"))
            .body("outcome", equalTo("created"))
            .extract()
            .path("leadId");

    assertThat(received(leadId).connector()).isEqualTo("form/" + form);
    asAdmin().post(replay).then().statusCode(409).body("code", equalTo("submission.settled"));
    submissionOf("form/" + form)
        .body("status", equalTo("accepted"))
        .body("leadId", equalTo(leadId))
        .body("correlationId", equalTo(TestEvents.logged(leadId).getFirst().correlationId()));
  }
}
