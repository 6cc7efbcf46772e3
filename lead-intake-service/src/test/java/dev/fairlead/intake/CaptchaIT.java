package dev.fairlead.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.fairlead.intake.PlatformScene.PLATFORM;
import static dev.fairlead.intake.PlatformScene.ok;
import static dev.fairlead.intake.PlatformScene.submission;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.submissionOf;
import static dev.fairlead.intake.Scene.urlencoded;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.fairlead.kit.testing.FairleadPlatform;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Forms that only people may send. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class CaptchaIT {

  private static final String TURNSTILE = "cf-turnstile-response";

  @Test
  void a_person_comes_through_and_the_token_is_asked_about_once() {
    String path = verifies(ok("{\"success\":true,\"hostname\":\"www.example.com\"}"));
    String form = aForm("turnstile", path);

    send(form, TURNSTILE, "good token").statusCode(201);

    PLATFORM.verify(
        1,
        postRequestedFor(urlPathEqualTo(path))
            .withRequestBody(containing("secret=s3cret"))
            .withRequestBody(containing("response=good+token"))
            .withRequestBody(containing("remoteip=")));
  }

  @Test
  void hcaptcha_is_asked_with_its_own_field() {
    String path = verifies(ok("{\"success\":true}"));
    String form = aForm("hcaptcha", path);

    send(form, "h-captcha-response", "token").statusCode(201);
    send(form, TURNSTILE, "token").statusCode(422).body("code", equalTo("connector.captcha"));
  }

  @Test
  void who_does_not_pass_is_refused_and_kept_and_an_admin_may_let_him_in() {
    String path = verifies(ok("{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}"));
    String form = aForm("turnstile", path);

    send(form, TURNSTILE, "used").statusCode(422).body("code", equalTo("connector.captcha"));
    submissionOf("form/" + form)
        .body("status", equalTo("rejected"))
        .body("reason", equalTo("captcha"));
    asAdmin()
        .post("/api/intake/submissions/" + submission("form/" + form) + "/replay")
        .then()
        .statusCode(200)
        .body("status", equalTo("accepted"));

    PLATFORM.verify(1, postRequestedFor(urlPathEqualTo(path)));
  }

  @Test
  void without_a_token_or_with_one_too_long_nobody_is_asked() {
    String path = verifies(ok("{\"success\":true}"));
    String form = aForm("turnstile", path);

    send(form, "other", "x").statusCode(422);
    send(form, TURNSTILE, "x".repeat(2049)).statusCode(422);

    PLATFORM.verify(0, postRequestedFor(urlPathEqualTo(path)));
  }

  @Test
  void while_nobody_can_be_asked_nobody_comes_through() {
    for (ResponseDefinitionBuilder answer :
        new ResponseDefinitionBuilder[] {
          aResponse().withStatus(500),
          ok("{\"success\":true}").withFixedDelay(3500),
          ok("{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}")
        }) {
      String form = aForm("turnstile", verifies(answer));

      send(form, TURNSTILE, "token")
          .statusCode(503)
          .header("Retry-After", "5")
          .body("code", equalTo("connector.captcha-unavailable"));

      submissionOf("form/" + form).body("reason", equalTo("captcha-unavailable"));
    }
  }

  @Test
  void the_same_request_once_more_is_not_asked_about_again() {
    String path = verifies(ok("{\"success\":true}"));
    String form = aForm("turnstile", path);
    String key = UUID.randomUUID().toString();
    String email = anEmail();

    for (int i = 0; i < 2; i++) {
      urlencoded()
          .header("Idempotency-Key", key)
          .formParam("email", email)
          .formParam(TURNSTILE, "token")
          .post("/in/form/" + form)
          .then()
          .statusCode(201)
          .body("outcome", equalTo("created"));
    }

    PLATFORM.verify(1, postRequestedFor(urlPathEqualTo(path)));
  }

  private static String verifies(ResponseDefinitionBuilder answer) {
    String path = "/siteverify-" + UUID.randomUUID();
    PLATFORM.stubFor(post(urlPathEqualTo(path)).willReturn(answer));
    return path;
  }

  private static String aForm(String provider, String path) {
    return Scene.aConnector(
        "form",
        Map.of(
            "secrets", Map.of("secret", "s3cret"),
            "settings",
                Map.of(
                    "captcha",
                    Map.of("provider", provider, "siteverifyUrl", PLATFORM.baseUrl() + path))));
  }

  private static ValidatableResponse send(String form, String field, String token) {
    return urlencoded()
        .formParam("email", anEmail())
        .formParam(field, token)
        .post("/in/form/" + form)
        .then();
  }
}
