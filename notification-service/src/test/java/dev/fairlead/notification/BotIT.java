package dev.fairlead.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.fairlead.notification.Clients.PATIENCE;
import static dev.fairlead.notification.Clients.admin;
import static dev.fairlead.notification.Clients.awaitCount;
import static dev.fairlead.notification.Clients.awaitTypes;
import static dev.fairlead.notification.Clients.configure;
import static dev.fairlead.notification.Clients.deliveries;
import static dev.fairlead.notification.Clients.delivery;
import static dev.fairlead.notification.Clients.remove;
import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.received;
import static dev.fairlead.notification.Samples.rep;
import static dev.fairlead.notification.Samples.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class BotIT {

  private String bot = "";
  private String path = "";

  @BeforeEach
  void aBotOfItsOwn() {
    bot = newId("bot");
    path = "/" + bot;
    OtherSide.answers(path, okJson("{\"code\":0,\"errcode\":0}"));
  }

  @AfterEach
  void removeIt() {
    remove(bot);
  }

  @Test
  void aGroupIsShownWhoGotWhichLeadWithAButtonAndEachEventOnce() throws IOException {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(rep(ann, "王芳", null, "zh"));
    TestEvents.send(received(lead, "Acme"));
    awaitCount(1, "select count(*) from lead where id = ? and company = 'Acme'", lead);
    awaitCount(1, "select count(*) from rep where id = ?", ann);
    configure(
        bot,
        Map.of(
            "kind", "feishu",
            "url", OtherSide.url(path),
            "secret", "s",
            "events", List.of("assigned"),
            "audience", Map.of("rep", ann)));

    // When
    TestEvents.send(granted(lead, 1, ann));

    // Then
    await().atMost(PATIENCE).until(() -> OtherSide.got(path).size() == 1);
    JsonNode body = EventJson.mapper().readTree(OtherSide.got(path).getFirst().getBody());
    assertThat(body.path("sign").asText()).isNotEmpty();
    assertThat(body.at("/card/header/title/content").asText()).isEqualTo("新线索");
    assertThat(body.at("/card/elements/0/text/content").asText()).startsWith("新线索已分配给您");
    assertThat(body.toString())
        .contains("Acme · pumps")
        .contains("https://fairlead.example/leads/" + lead);
  }

  @Test
  void whatConcernsSeveralPeopleIsShownToTheGroupOnce() {
    // Given
    String lead = newId("lead");
    String team = newId("team");
    String chief = newId("chief");
    String boss = newId("boss");
    TestEvents.send(rep(chief, "Chief", null, "en"));
    TestEvents.send(rep(boss, "Boss", null, "en"));
    TestEvents.send(Samples.team(team, chief, boss));
    awaitCount(1, "select count(*) from team where id = ?", team);
    awaitCount(2, "select count(*) from rep where id in (?, ?)", chief, boss);
    configure(
        bot,
        Map.of(
            "kind", "wecom",
            "url", OtherSide.url(path),
            "language", "en",
            "events", List.of("unassigned"),
            "audience", Map.of("role", "manager")));

    // When
    TestEvents.send(new AssignmentEvent.Held(lead, 0, "no-rule", newId("decision")));

    // Then
    await().atMost(PATIENCE).until(() -> OtherSide.got(path).size() == 1);
    assertThat(OtherSide.got(path).getFirst().getBodyAsString())
        .contains("Chief")
        .contains("Boss")
        .contains("A lead waits for an owner: no-rule");
    awaitTypes(chief, "unassigned");
    assertThat(deliveries(bot)).hasSize(1);
  }

  @Test
  void aRefusalWithinASuccessIsTriedAgain() {
    // Given
    String ann = newId("ann");
    OtherSide.answers(path, okJson("{\"code\":19021,\"msg\":\"sign match fail\"}"));
    configure(
        bot, Map.of("kind", "feishu", "url", OtherSide.url(path), "audience", Map.of("rep", ann)));

    // When
    TestEvents.send(granted(newId("lead"), 1, ann));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(delivery(bot))
                    .containsEntry("lastError", "code-19021")
                    .containsEntry("status", "pending"));
    OtherSide.answers(path, okJson("{\"code\":0}"));

    // Then
    awaitCount(1, "select count(*) from delivery where hook = ? and status = 'sent'", bot);
  }

  @Test
  void aPlatformIsNeverCalledFasterThanItAllows() {
    // Given
    String ann = newId("ann");
    String lead = newId("lead");
    configure(
        bot,
        Map.of("kind", "dingtalk", "url", OtherSide.url(path), "audience", Map.of("rep", ann)));
    TestEvents.send(granted(lead, 1, ann));

    // When
    for (int i = 0; i < 9; i++) {
      TestEvents.send(granted(newId("lead"), 1, ann));
    }

    // Then
    awaitCount(10, "select count(*) from delivery where hook = ?", bot);
    await().atMost(PATIENCE).until(() -> OtherSide.got(path).size() >= 5);
    List<LoggedRequest> got = OtherSide.got(path);
    Duration since =
        Duration.between(got.getFirst().getLoggedDate().toInstant(), java.time.Instant.now());
    assertThat((long) got.size()).isLessThanOrEqualTo(5 + since.dividedBy(Duration.ofSeconds(4)));
  }

  @Test
  void theMatrixAndTheTemplatesOfTheAdminHoldForEverybody() {
    // Given
    String ann = newId("ann");
    String lead = newId("lead");
    try {
      admin()
          .body("{\"table\":{\"touched\":{\"owner\":[\"inApp\"]},\"helper-added\":{\"rep\":[]}}}")
          .put("/api/notification/matrix")
          .then()
          .statusCode(200);
      admin()
          .body("{\"text\":\"{recipient}: {text}!\"}")
          .put("/api/notification/templates/touched/en")
          .then()
          .statusCode(200);
      configure(
          bot, Map.of("kind", "slack", "url", OtherSide.url(path), "audience", Map.of("rep", ann)));
      TestEvents.send(rep(ann, "Ann", null, "en"));
      awaitCount(1, "select count(*) from rep where id = ?", ann);
      TestEvents.send(granted(lead, 1, ann));
      awaitTypes(ann, "assigned");

      // When
      TestEvents.send(new OwnershipEvent.HelperAdded(lead, ann, "read", null));
      TestEvents.send(touched(lead));

      // Then
      awaitTypes(ann, "touched", "assigned");
      Clients.as(ann, "rep")
          .get("/api/notification/inbox")
          .then()
          .body(
              "items[0].text.en",
              org.hamcrest.Matchers.startsWith("Ann: Your lead got in touch again via form!"));
      awaitCount(1, "select count(*) from delivery where hook = ?", bot);
    } finally {
      admin().body("{}").put("/api/notification/matrix").then().statusCode(200);
      admin().delete("/api/notification/templates/touched/en").then().statusCode(204);
    }
  }

  @Test
  void aTemplateThatDoesNotWorkIsRefusedAndAPreviewKeepsNothing() {
    admin()
        .body("{\"text\":\"{contact.phone}\"}")
        .put("/api/notification/templates/assigned/en")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", org.hamcrest.Matchers.equalTo("/text"));
    admin()
        .body(
            "{\"type\":\"assigned\",\"language\":\"zh\",\"subject\":\"{title}\",\"mailHtml\":\"<p>{about}</p>\"}")
        .post("/api/notification/templates/preview")
        .then()
        .statusCode(200)
        .body("subject", org.hamcrest.Matchers.equalTo("新线索"))
        .body("mailHtml", org.hamcrest.Matchers.startsWith("<p>Acme"));
    admin().get("/api/notification/templates/assigned/zh").then().statusCode(404);
  }
}
