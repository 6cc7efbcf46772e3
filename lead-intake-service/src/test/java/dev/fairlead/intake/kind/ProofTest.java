package dev.fairlead.intake.kind;

import static dev.fairlead.intake.kind.Requests.connector;
import static dev.fairlead.intake.kind.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static final ConnectorKind TIKTOK = new TiktokKind();
  private static final ConnectorKind GRAVITY = new GravityFormsKind();
  private static final ConnectorKind WEBFLOW = new WebflowKind();
  private static final ConnectorKind STANDARD = new StandardWebhooksKind();
  private static final ConnectorKind TALLY = new TallyKind();

  @Test
  void whichever_credential_is_configured_will_do() {
    Connector both = connector(GRAVITY, "{}", "bearer", "b", "header_secret", "h");

    assertThat(refusal(GRAVITY, json("{}", "authorization", "bearer b"), both)).isNull();
    assertThat(refusal(GRAVITY, json("{}", "x-intake-secret", "h"), both)).isNull();
    assertThat(refusal(GRAVITY, json("{}", "x-intake-secret", "b"), both))
        .isEqualTo(Refusal.Reason.CREDENTIALS);
    assertThat(refusal(GRAVITY, token("b"), both)).isEqualTo(Refusal.Reason.CREDENTIALS);
  }

  @Test
  void the_secret_may_travel_in_a_header_of_another_name() {
    Connector its = connector(GRAVITY, "{\"secretHeader\": \"X-Our-Word\"}", "header_secret", "h");

    assertThat(refusal(GRAVITY, json("{}", "x-our-word", "h"), its)).isNull();
    assertThat(refusal(GRAVITY, json("{}", "x-intake-secret", "h"), its)).isNotNull();
  }

  @Test
  void a_signature_that_is_sent_has_to_be_right_even_beside_a_right_token() {
    Connector both = connector(TIKTOK, "{}", "app_secret", "s", "url_token", "t");
    String right = Hmac.hex("s", "{}");

    assertThat(refusal(TIKTOK, token("t"), both)).isNull();
    assertThat(refusal(TIKTOK, json("{}", "x-open-signature", right), both)).isNull();
    assertThat(refusal(TIKTOK, token("t", "x-open-signature", "00"), both))
        .isEqualTo(Refusal.Reason.SIGNATURE);
    assertThat(refusal(TIKTOK, json("{}"), both)).isEqualTo(Refusal.Reason.CREDENTIALS);
  }

  @Test
  void a_signature_header_proves_nothing_where_no_secret_is_configured_for_it() {
    Connector token = connector(TIKTOK, "{}", "url_token", "t");

    assertThat(refusal(TIKTOK, token("t", "x-open-signature", "00"), token)).isNull();
  }

  @Test
  void without_any_secret_only_a_connector_switched_to_unsigned_takes_anything() {
    assertThat(refusal(WEBFLOW, json("{}"), connector(WEBFLOW, "{}")))
        .isEqualTo(Refusal.Reason.CREDENTIALS);
    assertThat(refusal(WEBFLOW, json("{}"), connector(WEBFLOW, "{\"unsigned\": true}"))).isNull();
    assertThat(
            refusal(WEBFLOW, json("{}"), connector(WEBFLOW, "{\"unsigned\": true}", "secret", "s")))
        .isEqualTo(Refusal.Reason.SIGNATURE);
  }

  @Test
  void a_missing_signature_is_as_bad_as_a_wrong_one() {
    assertThat(refusal(TALLY, json("{}"), connector(TALLY, "{}", "secret", "s")))
        .isEqualTo(Refusal.Reason.SIGNATURE);
  }

  @Test
  void while_a_secret_is_rotated_both_sign() {
    Connector rotated = connector(TALLY, "{}", "secret", "new", "secret", "old");
    String byOld = Digests.base64(Hmac.hex("old", "{}"));

    assertThat(refusal(TALLY, json("{}", "tally-signature", byOld), rotated)).isNull();
  }

  @Test
  void webflow_signs_the_time_and_five_minutes_are_its_end() {
    Connector its = connector(WEBFLOW, "{}", "secret", "s");
    long now = Requests.NOW.toEpochMilli();

    assertThat(refusal(WEBFLOW, webflow(now - 300_000), its)).isNull();
    assertThat(refusal(WEBFLOW, webflow(now + 300_000), its)).isNull();
    assertThat(refusal(WEBFLOW, webflow(now - 300_001), its)).isEqualTo(Refusal.Reason.SIGNATURE);
    assertThat(refusal(WEBFLOW, webflow(now + 300_001), its)).isEqualTo(Refusal.Reason.SIGNATURE);
  }

  @Test
  void the_reference_vector_of_standard_webhooks_holds() {
    Connector its = connector(STANDARD, "{}", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    RawRequest vector =
        new RawRequest(
            "POST",
            "/in/standard-webhooks/acme",
            null,
            Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1a,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            null,
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8),
            Instant.ofEpochSecond(1614265330));

    assertThat(refusal(STANDARD, vector, its)).isNull();
  }

  private static RawRequest webflow(long millis) {
    return json(
        "{}",
        "x-webflow-timestamp",
        Long.toString(millis),
        "x-webflow-signature",
        Hmac.hex("s", millis + ":{}"));
  }

  private static RawRequest token(String token, String... headers) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    return Requests.post(Requests.JSON, body, "a=1&token=" + token, headers);
  }

  private static Refusal.@Nullable Reason refusal(
      ConnectorKind kind, RawRequest raw, Connector connector) {
    return kind.authenticate(raw, connector).map(Refusal::reason).orElse(null);
  }
}
