package dev.fairlead.notification;

import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.received;
import static dev.fairlead.notification.Samples.rep;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.fairlead.events.NotificationEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class MailIT {

  private static final Duration PATIENCE = Duration.ofSeconds(25);

  @AfterEach
  void theServerAnswers() {
    MailServer.refuse();
    MailServer.answer();
  }

  @Test
  void anOwnerWithAChineseNameGetsOneMailInChineseAsTextAndHtml() throws Exception {
    // Given
    String lead = newId("lead");
    String wang = newId("wang");
    String address = wang + "@example.org";
    TestEvents.send(rep(wang, "王芳", address, null));
    TestEvents.send(received(lead, "<Acme & Söhne>"));
    awaitCount("select count(*) from lead where id = ?", lead, 1);

    // When
    TestEvents.send(granted(lead, 1, wang));

    // Then
    await().atMost(PATIENCE).until(() -> MailServer.to(address).size() == 1);
    MimeMessage mail = MailServer.to(address).getFirst();
    assertThat(mail.getSubject()).startsWith("[Fairlead] 新线索已分配给您");
    assertThat(mail.getMessageID()).isEqualTo("<" + deliveryOf(lead) + "@localhost>");
    assertThat(part(mail, "text/plain")).contains("线索: <Acme & Söhne> · pumps").contains(lead);
    assertThat(part(mail, "text/html")).contains("&lt;Acme &amp; Söhne&gt; · pumps");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.logged(lead, NotificationEvent.Delivered.class).stream()
                    .anyMatch(e -> e.channel().equals("email") && e.recipient().equals(wang)));
  }

  @Test
  void whoChoseEnglishGetsEnglish() throws Exception {
    // Given
    String lead = newId("lead");
    String wang = newId("wang");
    String address = wang + "@example.org";
    TestEvents.send(rep(wang, "王芳", address, null));
    as(wang, "rep")
        .contentType("application/json")
        .body("{\"language\":\"en\"}")
        .put("/api/notification/preferences")
        .then()
        .statusCode(200);

    // When
    TestEvents.send(granted(lead, 1, wang));

    // Then
    await().atMost(PATIENCE).until(() -> MailServer.to(address).size() == 1);
    assertThat(MailServer.to(address).getFirst().getSubject()).contains("A new lead is yours");
  }

  @Test
  void whoSwitchedMailOffGetsNone() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(rep(ann, "Ann", ann + "@example.org", null));
    as(ann, "rep")
        .contentType("application/json")
        .body("{\"channels\":{\"email\":false}}")
        .put("/api/notification/preferences")
        .then()
        .statusCode(200);

    // When
    TestEvents.send(granted(lead, 1, ann));

    // Then
    awaitCount("select count(*) from notice where recipient = ?", ann, 1);
    assertThat(
            TestEvents.count(
                "select count(*) from delivery d join notice n on n.id = d.notice_id"
                    + " where n.recipient = ?",
                ann))
        .isZero();
  }

  @Test
  void whileTheServerIsDownAMailWaitsAndThenGoesOnce() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    String address = ann + "@example.org";
    TestEvents.send(rep(ann, "Ann", address, null));
    awaitCount("select count(*) from rep where id = ?", ann, 1);
    MailServer.refuse();

    // When
    TestEvents.send(granted(lead, 1, ann));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(delivery(lead, "pending")).containsEntry("lastError", "unreachable"));
    MailServer.answer();

    // Then
    await().atMost(PATIENCE).until(() -> !delivery(lead, "sent").isEmpty());
    assertThat(MailServer.to(address)).hasSize(1);
    assertThat(delivery(lead, "sent")).doesNotContainKeys("nextAt", "lastError");
  }

  @Test
  void aMailToARepTheRosterBringsLaterWaitsForHim() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(granted(lead, 1, ann));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(delivery(lead, "pending"))
                    .containsEntry("lastError", "recipient-unknown"));

    // When
    TestEvents.send(rep(ann, "Ann", ann + "@example.org", null));

    // Then
    await().atMost(PATIENCE).until(() -> MailServer.to(ann + "@example.org").size() == 1);
  }

  @Test
  void aMailThatCannotGoFailsVisiblyAndGoesWhenItIsTriedAgainAfterACorrection() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(rep(ann, "Ann", "no address at all", null));
    awaitCount("select count(*) from rep where id = ?", ann, 1);
    TestEvents.send(granted(lead, 1, ann));
    await().atMost(PATIENCE).until(() -> !delivery(lead, "failed").isEmpty());
    assertThat(delivery(lead, "failed")).containsEntry("lastError", "bad-address");
    assertThat(TestEvents.logged(lead, NotificationEvent.Failed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.reason()).isEqualTo("bad-address"));

    // When
    TestEvents.send(rep(ann, "Ann", ann + "@example.org", null));
    awaitCount("select count(*) from rep where email like ?", ann + "@%", 1);
    String id = deliveryOf(lead);
    as("root", "admin")
        .post("/api/notification/deliveries/{id}/retry", id)
        .then()
        .statusCode(200)
        .body("status", equalTo("pending"))
        .body("attempts", equalTo(0));

    // Then
    await().atMost(PATIENCE).until(() -> MailServer.to(ann + "@example.org").size() == 1);
    await().atMost(PATIENCE).until(() -> !delivery(lead, "sent").isEmpty());
    as("root", "admin")
        .post("/api/notification/deliveries/{id}/retry", id)
        .then()
        .statusCode(409)
        .body("code", equalTo("delivery.sent"));
    as("root", "admin")
        .post("/api/notification/deliveries/{id}/retry", "018f0000-0000-7000-8000-000000000000")
        .then()
        .statusCode(404)
        .body("code", equalTo("delivery.unknown"));
  }

  private static String deliveryOf(String lead) {
    Response all = as("root", "admin").get("/api/notification/deliveries?limit=500");
    return all.then()
        .statusCode(200)
        .extract()
        .path("items.find { it.leadId == '" + lead + "' }.id");
  }

  private static Map<String, Object> delivery(String lead, String status) {
    Map<String, Object> found =
        as("root", "admin")
            .get("/api/notification/deliveries?limit=500&status={status}", status)
            .then()
            .statusCode(200)
            .extract()
            .path("items.find { it.leadId == '" + lead + "' }");
    return found == null ? Map.of() : found;
  }

  private static String part(MimeMessage mail, String type) throws MessagingException, IOException {
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType(type)) {
        return (String) part.getContent();
      }
    }
    throw new AssertionError("no part of " + type);
  }

  private static void awaitCount(String sql, String parameter, long count) {
    await().atMost(PATIENCE).until(() -> TestEvents.count(sql, parameter) == count);
  }

  private static RequestSpecification as(String person, String role) {
    return given().auth().oauth2(TestTokens.of(person, role));
  }
}
