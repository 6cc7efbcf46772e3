package dev.fairlead.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.fairlead.notification.Clients.PATIENCE;
import static dev.fairlead.notification.Clients.admin;
import static dev.fairlead.notification.Clients.as;
import static dev.fairlead.notification.Clients.awaitCount;
import static dev.fairlead.notification.Clients.change;
import static dev.fairlead.notification.Clients.configure;
import static dev.fairlead.notification.Clients.deliveries;
import static dev.fairlead.notification.Clients.delivery;
import static dev.fairlead.notification.Clients.remove;
import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.received;
import static dev.fairlead.notification.Samples.recycled;
import static dev.fairlead.notification.Samples.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.NotificationEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class WebhookIT {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

  private String hook = "";
  private String path = "";

  @BeforeEach
  void aChannelOfItsOwn() {
    hook = newId("hook");
    path = "/" + hook;
    OtherSide.answers(path, ok());
  }

  @AfterEach
  void removeIt() {
    remove(hook);
  }

  @Test
  void anEventArrivesSignedOnceUnderTheSameIdAndWithoutContactData() throws Exception {
    // Given
    String lead = newId("lead");
    String event = UUID.randomUUID().toString();
    configure(hook, webhook("secret", SECRET, "events", List.of("lead.received")));

    // When
    TestEvents.send(event, "c", received(lead, "Acme"));
    TestEvents.send(event, "c", received(lead, "Acme"));
    TestEvents.send(touched(lead));

    // Then
    LoggedRequest request = awaitOne();
    JsonNode body = EventJson.mapper().readTree(request.getBody());
    assertThat(body.path("type").asText()).isEqualTo("dev.fairlead.lead.received.v1");
    assertThat(body.path("timestamp").asText()).endsWith("Z");
    assertThat(body.at("/data/leadId").asText()).isEqualTo(lead);
    assertThat(body.at("/data/company").asText()).isEqualTo("Acme");
    assertThat(request.getBodyAsString()).doesNotContain("Jane", "jane@", "please call");
    assertThat(request.getHeader("webhook-id")).isEqualTo("msg_" + event + "_" + hook);
    assertThat(request.getHeader("webhook-signature")).isEqualTo("v1," + sign(SECRET, request));
    awaitCount(0, "select count(*) from delivery where hook = ? and status = 'pending'", hook);
    assertThat(OtherSide.got(path)).hasSize(1);
    assertThat(
            TestEvents.count(
                "select count(*) from delivery where hook = ? and body is not null", hook))
        .isZero();
  }

  @Test
  void contactDataGoesOnlyWhereAnAdminAllowsItAndWaitsUnreadable() throws Exception {
    // Given
    String lead = newId("lead");
    OtherSide.answers(path, aResponse().withStatus(500));
    configure(hook, webhook("events", List.of("received"), "includeContact", true));

    // When
    TestEvents.send(received(lead, "Acme"));
    awaitOne();

    // Then
    assertThat(
            EventJson.mapper()
                .readTree(OtherSide.got(path).getFirst().getBody())
                .at("/data/contact/email")
                .asText())
        .isEqualTo("jane@example.org");
    assertThat(
            TestEvents.count(
                "select count(*) from delivery d where hook = ? and d::text ~* 'jane|please call'",
                hook))
        .isZero();
    TestEvents.send(new LeadEvent.Erased(lead));
    awaitCount(1, "select count(*) from delivery where hook = ? and last_error = 'erased'", hook);
    assertThat(delivery(hook)).containsEntry("status", "failed");
  }

  @Test
  void whileSecretsAreRotatedBothSignAndNeitherIsShown() throws Exception {
    // Given
    configure(hook, webhook("secret", SECRET));
    configure(hook, webhook("secret", OTHER));

    // When
    TestEvents.send(touched(newId("lead")));

    // Then
    LoggedRequest request = awaitOne();
    assertThat(request.getHeader("webhook-signature"))
        .isEqualTo("v1," + sign(OTHER, request) + " v1," + sign(SECRET, request));
    admin()
        .get("/api/notification/channels/{id}", hook)
        .then()
        .statusCode(200)
        .body("secretSince", notNullValue())
        .body("earlierSecretUntil", notNullValue())
        .body(not(containsString("whsec_")));
    assertThat(
            TestEvents.count(
                "select count(*) from hook h where id = ? and h::text like '%whsec_%'", hook))
        .isZero();
  }

  @Test
  void aLaterEventOfALeadWaitsForTheOneThatFailsAndOthersDoNot() throws Exception {
    // Given
    String lead = newId("lead");
    String other = newId("lead");
    OtherSide.answers(path, aResponse().withStatus(500));
    configure(hook, webhook("events", List.of("ownership.*", "touched")));
    TestEvents.send(granted(lead, 1, "ann"));
    awaitGot(1);

    // When
    TestEvents.send(recycled(lead, 2, "ann"));
    awaitCount(2, "select count(*) from delivery where hook = ?", hook);
    TestEvents.send(touched(other));
    await().atMost(PATIENCE).until(() -> leads().contains(other));
    assertThat(types(lead)).doesNotContain("dev.fairlead.ownership.released.v1");
    OtherSide.answers(path, ok());

    // Then
    awaitCount(3, "select count(*) from delivery where hook = ? and status = 'sent'", hook);
    assertThat(types(lead))
        .containsSubsequence(
            "dev.fairlead.ownership.granted.v1", "dev.fairlead.ownership.released.v1");
    assertThat(types(lead).getLast()).isEqualTo("dev.fairlead.ownership.released.v1");
  }

  @Test
  void aChannelThatWasDownForAnHourGetsEverythingOnceAndInOrder() throws Exception {
    // Given
    String lead = newId("lead");
    OtherSide.answers(path, aResponse().withStatus(502));
    configure(hook, webhook("events", List.of("ownership.*")));
    for (int epoch = 1; epoch <= 4; epoch++) {
      TestEvents.send(granted(lead, epoch, "rep-" + epoch));
    }
    awaitCount(1, "select count(*) from delivery where hook = ? and attempts = 7", hook);
    awaitCount(
        1,
        "select count(*) from delivery where hook = ? and status = 'pending'"
            + " and next_at > now() + interval '50 minutes'",
        hook);

    // When
    OtherSide.answers(path, ok());
    int before = OtherSide.got(path).size();
    change("update delivery set next_at = next_at - interval '1 hour' where hook = ?", hook);

    // Then
    awaitCount(4, "select count(*) from delivery where hook = ? and status = 'sent'", hook);
    List<String> epochs =
        OtherSide.got(path).stream()
            .skip(before)
            .map(r -> json(r).at("/data/epoch").asText())
            .toList();
    assertThat(epochs).containsExactly("1", "2", "3", "4");
    assertThat(deliveries(hook))
        .allSatisfy(d -> assertThat((Integer) d.get("tookMs")).isPositive());
  }

  @Test
  void whoSaysGoneGetsNothingMoreUntilAnAdminOpensItAgain() {
    // Given
    OtherSide.answers(path, aResponse().withStatus(410));
    configure(hook, webhook());

    // When
    String lead = newId("lead");
    TestEvents.send(touched(lead));

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .get("/api/notification/channels/{id}", hook)
                    .then()
                    .body("enabled", equalTo(false))
                    .body("disabledReason", equalTo("gone")));
    assertThat(delivery(hook))
        .containsEntry("status", "failed")
        .containsEntry("lastError", "http-410");
    assertThat(TestEvents.logged(lead, NotificationEvent.Failed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.recipient()).isEqualTo(hook));
    OtherSide.answers(path, ok());
    configure(hook, webhook());
    admin()
        .post("/api/notification/deliveries/{id}/retry", delivery(hook).get("id"))
        .then()
        .statusCode(200);
    awaitCount(1, "select count(*) from delivery where hook = ? and status = 'sent'", hook);
  }

  @Test
  void whoAsksToBeLeftAloneIs() {
    // Given
    OtherSide.answers(path, aResponse().withStatus(429).withHeader("Retry-After", "3600"));
    configure(hook, webhook());

    // When
    TestEvents.send(touched(newId("lead")));
    awaitCount(
        1,
        "select count(*) from hook where id = ? and paused_until > now() + interval '50 minutes'",
        hook);
    TestEvents.send(touched(newId("lead")));
    awaitCount(2, "select count(*) from delivery where hook = ?", hook);

    // Then
    assertThat(
            TestEvents.count(
                "select count(*) from delivery where hook = ? and next_at > now() + interval '50"
                    + " minutes'",
                hook))
        .isEqualTo(1);
    assertThat(OtherSide.got(path)).hasSize(1);
  }

  @Test
  void aRedirectionIsNotFollowed() {
    // Given
    OtherSide.answers(
        path, aResponse().withStatus(302).withHeader("Location", OtherSide.url("/there")));
    OtherSide.answers("/there", ok());
    configure(hook, webhook());

    // When
    TestEvents.send(touched(newId("lead")));

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(delivery(hook)).containsEntry("lastError", "http-302"));
    assertThat(OtherSide.got("/there")).isEmpty();
  }

  @Test
  void aChannelIsConfiguredByAdminsOnlyWithinItsVersionAndItsPlaces() {
    as("ann", "manager").get("/api/notification/channels").then().statusCode(403);
    admin()
        .body(Map.of("kind", "fax", "url", "ftp://x", "events", List.of("gossip"), "secret", ""))
        .put("/api/notification/channels/{id}", hook)
        .then()
        .statusCode(422)
        .body("code", equalTo("channel.invalid"))
        .body("errors.pointer", hasItem("/kind"))
        .body("errors.pointer", hasItem("/url"))
        .body("errors.pointer", hasItem("/secret"))
        .body("errors.pointer", hasItem("/events/0"));
    String tag =
        admin()
            .body(webhook())
            .put("/api/notification/channels/{id}", hook)
            .then()
            .statusCode(201)
            .extract()
            .header("ETag");
    admin().body(webhook()).put("/api/notification/channels/{id}", hook).then().statusCode(200);
    admin()
        .header("If-Match", tag)
        .body(webhook())
        .put("/api/notification/channels/{id}", hook)
        .then()
        .statusCode(412)
        .body("code", equalTo("channel.changed"));
    admin().delete("/api/notification/channels/{id}", hook).then().statusCode(204);
    admin().get("/api/notification/channels/{id}", hook).then().statusCode(404);
  }

  @Test
  void eventsOfEveryKindAreForwarded() {
    // Given
    String lead = newId("lead");
    configure(hook, webhook("events", List.of("ownership.extended", "roster.team")));

    // When
    TestEvents.send(new OwnershipEvent.Extended(lead, 1, java.time.Instant.now()));
    TestEvents.send(Samples.team(newId("team"), "chief"));

    // Then
    awaitGot(2);
  }

  private Map<String, ?> webhook(Object... more) {
    Map<String, Object> channel = new java.util.HashMap<>();
    channel.put("kind", "webhook");
    channel.put("url", OtherSide.url(path));
    channel.put("events", List.of("touched"));
    for (int i = 0; i < more.length; i += 2) {
      channel.put((String) more[i], more[i + 1]);
    }
    return channel;
  }

  private LoggedRequest awaitOne() {
    awaitGot(1);
    return OtherSide.got(path).getFirst();
  }

  private void awaitGot(int least) {
    await().atMost(PATIENCE).until(() -> OtherSide.got(path).size() >= least);
  }

  private List<String> types(String lead) {
    return OtherSide.got(path).stream()
        .map(WebhookIT::json)
        .filter(body -> body.at("/data/leadId").asText().equals(lead))
        .map(body -> body.path("type").asText())
        .toList();
  }

  private List<String> leads() {
    return OtherSide.got(path).stream().map(r -> json(r).at("/data/leadId").asText()).toList();
  }

  private static JsonNode json(LoggedRequest request) {
    try {
      return EventJson.mapper().readTree(request.getBody());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String sign(String secret, LoggedRequest request) throws GeneralSecurityException {
    String signed =
        request.getHeader("webhook-id")
            + "."
            + request.getHeader("webhook-timestamp")
            + "."
            + request.getBodyAsString();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
