package dev.fairlead.notification;

import static dev.fairlead.notification.Samples.expiring;
import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.received;
import static dev.fairlead.notification.Samples.recycled;
import static dev.fairlead.notification.Samples.rep;
import static dev.fairlead.notification.Samples.team;
import static dev.fairlead.notification.Samples.touched;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.NotificationEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class NoticesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void theNewOwnerFindsInHisInboxWhatHeGotAndWhatItIsAbout() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(rep(ann, "Ann", null, "en"));
    TestEvents.send(received(lead, "Acme"));
    awaitLead(lead);

    // When
    TestEvents.send(granted(lead, 1, ann));

    // Then
    awaitTypes(ann, "assigned");
    inbox(ann)
        .body("items[0].leadId", equalTo(lead))
        .body("items[0].text.en", endsWith("(Acme · pumps · 上海 · form)"))
        .body("items[0].text.zh", startsWith("新线索已分配给您"))
        .body("items[0].readAt", nullValue());
  }

  @Test
  void theSameEventDeliveredTwiceIsToldOnceEvenWhenTheInboxHasForgottenIt() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    String id = UUID.randomUUID().toString();
    TestEvents.send(rep(ann, "Ann", ann + "@example.org", "en"));
    OwnershipEvent granted = granted(lead, 1, ann);
    TestEvents.send(id, "c", granted);
    awaitTypes(ann, "assigned");

    // When
    TestEvents.send(id, "c", granted);
    forget(id);
    TestEvents.send(id, "c", granted);
    TestEvents.send(expiring(lead, 1, ann));

    // Then
    awaitTypes(ann, "expiring", "assigned");
    await().atMost(PATIENCE).until(() -> MailServer.to(ann + "@example.org").size() >= 2);
    assertThat(TestEvents.count("select count(*) from notice where recipient = ?", ann))
        .isEqualTo(2);
    assertThat(
            TestEvents.count(
                "select count(*) from delivery d join notice n on n.id = d.notice_id"
                    + " where n.recipient = ?",
                ann))
        .isEqualTo(2);
    assertThat(MailServer.to(ann + "@example.org")).hasSize(2);
    assertThat(
            TestEvents.logged(lead, NotificationEvent.Delivered.class).stream()
                .filter(e -> e.channel().equals("in-app")))
        .hasSize(2);
  }

  @Test
  void nobodyIsToldOfACustodyThatIsOver() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    String bob = newId("bob");
    TestEvents.send(granted(lead, 3, bob));
    awaitTypes(bob, "assigned");

    // When
    TestEvents.send(granted(lead, 1, ann));
    TestEvents.send(recycled(lead, 4, bob));

    // Then
    awaitTypes(bob, "recycled", "assigned");
    assertThat(TestEvents.count("select count(*) from notice where recipient = ?", ann)).isZero();
  }

  @Test
  void aTouchThatOvertookTheGrantIsToldToTheOwner() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    OwnershipEvent granted = granted(lead, 1, ann);
    TestEvents.send(touched(lead));
    awaitLead(lead);
    makeTouchLater(lead);

    // When
    TestEvents.send(granted);

    // Then
    awaitTypes(ann, "touched", "assigned");
  }

  @Test
  void theOwnerIsToldOfATouchAndTheFactCarriesTheFlow() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    String touch = UUID.randomUUID().toString();
    TestEvents.send(granted(lead, 1, ann));
    awaitTypes(ann, "assigned");

    // When
    TestEvents.send(touch, "the-submission", touched(lead));

    // Then
    awaitTypes(ann, "touched", "assigned");
    TestEvents.Logged fact = TestEvents.logged(lead).getLast();
    assertThat(fact.correlationId()).isEqualTo("the-submission");
    assertThat(fact.causationId()).isEqualTo(touch);
    assertThat(fact.event())
        .isInstanceOfSatisfying(
            NotificationEvent.Delivered.class,
            delivered -> {
              assertThat(delivered.channel()).isEqualTo("in-app");
              assertThat(delivered.causeEventId()).isEqualTo(touch);
              assertThat(delivered.recipient()).isEqualTo(ann);
            });
  }

  @Test
  void theManagersOfAllTeamsHearOfALeadThatWaits() {
    // Given
    String lead = newId("lead");
    String chief = newId("chief");
    String gone = newId("gone");
    String team = newId("team");
    TestEvents.send(team(team, gone));
    TestEvents.send(team(team, chief));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from team where id = ? and managers = array[?]::text[]",
                        team,
                        chief)
                    == 1);

    // When
    TestEvents.send(new AssignmentEvent.Held(lead, 0, "no-rule", newId("decision")));

    // Then
    awaitTypes(chief, "unassigned");
    assertThat(TestEvents.count("select count(*) from notice where recipient = ?", gone)).isZero();
  }

  @Test
  void whatAnErasedLeadWasAboutIsGoneFromItsNotices() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(received(lead, "Secretive Ltd"));
    awaitLead(lead);
    TestEvents.send(granted(lead, 1, ann));
    awaitTypes(ann, "assigned");

    // When
    TestEvents.send(new LeadEvent.Erased(lead));

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () -> TestEvents.count("select count(*) from lead where id = ? and erased", lead) == 1);
    inbox(ann).body("items[0].text.en", not(containsString("Secretive")));
    assertThat(
            TestEvents.count(
                "select count(*) from lead where id = ? and num_nonnulls(company, product_line,"
                    + " region, city, source) > 0",
                lead))
        .isZero();
  }

  @Test
  void contactDataOfALeadIsStoredNowhere() {
    // Given
    String lead = newId("lead");
    TestEvents.send(received(lead, "Acme"));
    awaitLead(lead);

    // Then
    assertThat(
            TestEvents.count(
                "select count(*) from lead l where id = ? and l::text ~* 'jane|please call'", lead))
        .isZero();
  }

  @Test
  void aNoticeIsReadOnceAndOnlyByItsRecipient() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(granted(lead, 1, ann));
    TestEvents.send(expiring(lead, 1, ann));
    await().atMost(PATIENCE).until(() -> types(ann, "/api/notification/inbox").size() == 2);
    String id = inbox(ann).extract().path("items[1].id");

    // When
    as(newId("eve"), "rep")
        .post("/api/notification/inbox/{id}/read", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("notice.unknown"));
    String readAt =
        as(ann, "rep")
            .post("/api/notification/inbox/{id}/read", id)
            .then()
            .statusCode(200)
            .extract()
            .path("readAt");
    String again =
        as(ann, "rep")
            .post("/api/notification/inbox/{id}/read", id)
            .then()
            .extract()
            .path("readAt");

    // Then
    assertThat(Instant.parse(again)).isEqualTo(Instant.parse(readAt));
    assertThat(types(ann, "/api/notification/inbox?unread=true")).hasSize(1);
    String next =
        as(ann, "rep").get("/api/notification/inbox?limit=1").then().extract().path("next");
    as(ann, "rep")
        .get("/api/notification/inbox?limit=1&cursor={next}", next)
        .then()
        .body("items[0].id", equalTo(id))
        .body("next", nullValue());
  }

  @Test
  void whoSwitchesThePageOffGetsNothingThere() {
    // Given
    String lead = newId("lead");
    String ann = newId("ann");
    TestEvents.send(rep(ann, "Ann", ann + "@example.org", "en"));
    as(ann, "rep")
        .contentType("application/json")
        .body("{\"channels\":{\"inApp\":false}}")
        .put("/api/notification/preferences")
        .then()
        .statusCode(200)
        .body("channels.email", equalTo(true));

    // When
    TestEvents.send(granted(lead, 1, ann));

    // Then
    await().atMost(PATIENCE).until(() -> MailServer.to(ann + "@example.org").size() == 1);
    assertThat(types(ann, "/api/notification/inbox")).isEmpty();
  }

  @Test
  void preferencesAreKeptAndWrongOnesRefusedWithTheirPlaces() {
    // Given
    String ann = newId("ann");
    String good =
        "{\"channels\":{\"email\":false},\"quietHours\":{\"from\":\"22:00\",\"to\":\"07:00\"},"
            + "\"digest\":\"daily\",\"language\":\"zh\"}";

    // When
    as(ann, "rep")
        .contentType("application/json")
        .body(good)
        .put("/api/notification/preferences")
        .then()
        .statusCode(200);
    as(ann, "rep")
        .contentType("application/json")
        .body("{\"digest\":\"never\"}")
        .put("/api/notification/preferences")
        .then()
        .statusCode(422)
        .body("code", equalTo("preferences.invalid"))
        .body("errors[0].pointer", equalTo("/digest"));

    // Then
    as(ann, "rep")
        .get("/api/notification/preferences")
        .then()
        .body("channels.email", equalTo(false))
        .body("channels.inApp", equalTo(true))
        .body("quietHours.from", equalTo("22:00"))
        .body("digest", equalTo("daily"))
        .body("language", equalTo("zh"));
  }

  @Test
  void onlyAdminsSeeDeliveriesAndNobodySeesAnythingWithoutAToken() {
    given().get("/api/notification/inbox").then().statusCode(401);
    as("ann", "rep").get("/api/notification/deliveries").then().statusCode(403);
    as("root", "admin").get("/api/notification/dead-letters").then().statusCode(200);
    as("root", "admin").get("/api/notification/deliveries?status=odd").then().statusCode(400);
  }

  private static void awaitTypes(String person, String... newestFirst) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(types(person, "/api/notification/inbox")).containsExactly(newestFirst));
  }

  private static List<String> types(String person, String path) {
    return as(person, "rep").get(path).then().statusCode(200).extract().path("items.type");
  }

  private static ValidatableResponse inbox(String person) {
    return as(person, "rep").get("/api/notification/inbox").then().statusCode(200);
  }

  private static RequestSpecification as(String person, String role) {
    return given().auth().oauth2(TestTokens.of(person, role));
  }

  private static void awaitLead(String lead) {
    await()
        .atMost(PATIENCE)
        .until(() -> TestEvents.count("select count(*) from lead where id = ?", lead) == 1);
  }

  /** As if the touch had happened after the grant that is heard after it. */
  private static void makeTouchLater(String lead) {
    change(
        "update lead set people = regexp_replace(people, '\"at\":\"[^\"]*\"', '\"at\":\""
            + Instant.now().plusSeconds(60)
            + "\"') where id = ?",
        lead);
  }

  private static void forget(String eventId) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> TestEvents.count("select count(*) from inbox where event_id = ?", eventId) == 1);
    change("delete from inbox where event_id = ?", eventId);
  }

  private static void change(String sql, String id) {
    try (Connection connection = TestEvents.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
