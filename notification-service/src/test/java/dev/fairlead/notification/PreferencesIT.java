package dev.fairlead.notification;

import static dev.fairlead.notification.Clients.PATIENCE;
import static dev.fairlead.notification.Clients.admin;
import static dev.fairlead.notification.Clients.as;
import static dev.fairlead.notification.Clients.awaitCount;
import static dev.fairlead.notification.Clients.awaitTypes;
import static dev.fairlead.notification.Clients.change;
import static dev.fairlead.notification.Clients.prefer;
import static dev.fairlead.notification.Samples.expiring;
import static dev.fairlead.notification.Samples.granted;
import static dev.fairlead.notification.Samples.newId;
import static dev.fairlead.notification.Samples.rep;
import static dev.fairlead.notification.Samples.touched;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class PreferencesIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void aDigestCollectsWhatHappenedIntoOneMailAndEachNoticeIsInOne() throws Exception {
    // Given
    String ann = someone("{\"digest\":\"hourly\",\"language\":\"en\"}");
    String lead = newId("lead");
    TestEvents.send(granted(lead, 1, ann));
    TestEvents.send(touched(lead));
    awaitTypes(ann, "touched", "assigned");
    awaitCount(2, "select count(*) from digest_item where person = ?", ann);
    assertThat(MailServer.to(address(ann))).isEmpty();

    // When
    change("update digest_item set due_at = now() where person = ?", ann);

    // Then
    await().atMost(PATIENCE).until(() -> MailServer.to(address(ann)).size() == 1);
    MimeMessage mail = MailServer.to(address(ann)).getFirst();
    assertThat(mail.getSubject()).isEqualTo("[Fairlead] 2 notices");
    assertThat(content(mail))
        .contains("A new lead is yours")
        .contains("Your lead got in touch again");
    awaitCount(
        1,
        "select count(distinct digest_id) from digest_item where person = ? and digest_id is not null",
        ann);
    assertThat(MailServer.to(address(ann))).hasSize(1);
  }

  @Test
  void atNightMailsWaitAndThePageDoesNotUnlessWaitingWouldBeTooLate() {
    // Given
    LocalTime now = LocalTime.now(SHANGHAI);
    DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm");
    String ann =
        someone(
            "{\"quietHours\":{\"from\":\"%s\",\"to\":\"%s\"},\"language\":\"en\"}"
                .formatted(now.minusHours(1).format(minutes), now.plusHours(3).format(minutes)));
    String lead = newId("lead");

    // When
    TestEvents.send(granted(lead, 1, ann));
    TestEvents.send(
        new dev.fairlead.events.PoolEvent.Expiring(
            lead, 1, ann, Instant.now().plusSeconds(600), "PT10M"));

    // Then
    awaitTypes(ann, "expiring", "assigned");
    await().atMost(PATIENCE).until(() -> MailServer.to(address(ann)).size() == 1);
    awaitCount(
        1,
        "select count(*) from delivery d join notice n on n.id = d.notice_id where n.recipient = ?"
            + " and n.type = 'assigned' and d.status = 'pending'"
            + " and d.next_at > now() + interval '2 hours'",
        ann);
  }

  @Test
  void oneClickFromAMailEndsMailsOfThatKindOnly() throws Exception {
    // Given
    String ann = someone("{\"language\":\"en\"}");
    String lead = newId("lead");
    TestEvents.send(granted(lead, 1, ann));
    await().atMost(PATIENCE).until(() -> MailServer.to(address(ann)).size() == 1);
    MimeMessage mail = MailServer.to(address(ann)).getFirst();
    assertThat(mail.getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
    String link = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", "");
    assertThat(link).startsWith("https://fairlead.example/api/notification/unsubscribe?token=");
    String token = link.substring(link.indexOf('=') + 1);

    // When
    given()
        .header("Accept-Language", "zh-CN,zh;q=0.9")
        .queryParam("token", token)
        .get("/api/notification/unsubscribe")
        .then()
        .statusCode(200)
        .body(containsString("退订"));
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .queryParam("token", token)
        .post("/api/notification/unsubscribe")
        .then()
        .statusCode(200);
    given()
        .queryParam("token", token + "x")
        .post("/api/notification/unsubscribe")
        .then()
        .statusCode(400);

    // Then
    as(ann, "rep")
        .get("/api/notification/preferences")
        .then()
        .body("types.assigned.email", equalTo(false))
        .body("language", equalTo("en"));
    TestEvents.send(granted(newId("lead"), 1, ann));
    TestEvents.send(expiring(lead, 1, ann));
    awaitTypes(ann, "expiring", "assigned", "assigned");
    await().atMost(PATIENCE).until(() -> MailServer.to(address(ann)).size() == 2);
    assertThat(
            TestEvents.count(
                "select count(*) from delivery d join notice n on n.id = d.notice_id"
                    + " where n.recipient = ? and n.type = 'assigned'",
                ann))
        .isEqualTo(1);
  }

  @Test
  void whoDoesNotFollowUpIsRemindedThenHisManagersTooUntilSomebodyDoes() {
    // Given
    String ann = someone("{\"language\":\"en\"}");
    String chief = newId("chief");
    String team = newId("team");
    String lead = newId("lead");
    String worked = newId("lead");
    TestEvents.send(Samples.team(team, chief));
    awaitCount(1, "select count(*) from team where id = ?", team);
    TestEvents.send(grantedIn(team, lead, ann));
    TestEvents.send(grantedIn(team, worked, ann));
    awaitCount(2, "select count(*) from lead where owner = ? and follow_up_at is not null", ann);

    // When
    TestEvents.send(new OwnershipEvent.Activity(worked, 1, ann, "call", null, true, Instant.now()));
    awaitCount(1, "select count(*) from lead where owner = ? and follow_up_at is not null", ann);
    longAgo(lead, 6);

    // Then
    awaitTypes(ann, "follow-up-due", "assigned", "assigned");
    assertThat(Clients.types(chief)).isEmpty();
    longAgo(lead, 2);
    awaitTypes(chief, "follow-up-due");
    awaitTypes(ann, "follow-up-due", "follow-up-due", "assigned", "assigned");
    awaitCount(0, "select count(*) from lead where owner = ? and follow_up_at is not null", ann);
  }

  @Test
  void theLadderIsChangedByAnAdminAndNeverMovesALead() {
    try {
      admin()
          .body("{\"steps\":[{\"at\":0.25,\"tell\":[\"rep\"]}],\"rules\":{\"vip\":[]}}")
          .put("/api/notification/ladder")
          .then()
          .statusCode(200)
          .body("steps[0].at", equalTo("0.25"));
      admin()
          .body("{\"steps\":[{\"at\":0.25,\"tell\":[\"rep\"],\"then\":\"pool\"}]}")
          .put("/api/notification/ladder")
          .then()
          .statusCode(422)
          .body("errors[0].pointer", equalTo("/steps/0/then"));
    } finally {
      admin().body("{}").put("/api/notification/ladder").then().statusCode(200);
    }
    as("chief", "manager")
        .get("/api/notification/ladder")
        .then()
        .statusCode(200)
        .body("steps.at", equalTo(List.of("0.5", "0.75")));
  }

  /** As if so many of its ten days had passed. */
  private static void longAgo(String lead, int days) {
    Pattern instant = Pattern.compile("\"(since|deadline|nextAt)\":\"([^\"]+)\"");
    String people = text(lead);
    Matcher matcher = instant.matcher(people);
    String moved =
        matcher.replaceAll(
            m ->
                "\"%s\":\"%s\""
                    .formatted(m.group(1), Instant.parse(m.group(2)).minusSeconds(86_400L * days)));
    assertThat(
            change(
                "update lead set people = ?, follow_up_at = follow_up_at - make_interval(days => ?)"
                    + " where id = ?",
                moved,
                days,
                lead))
        .isEqualTo(1);
  }

  private static String text(String lead) {
    try (var connection = TestEvents.database();
        var statement = connection.prepareStatement("select people from lead where id = ?")) {
      statement.setString(1, lead);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OwnershipEvent.Granted grantedIn(String team, String lead, String owner) {
    OwnershipEvent.Granted g = granted(lead, 1, owner);
    return new OwnershipEvent.Granted(
        g.leadId(),
        g.epoch(),
        g.owner(),
        team,
        g.cause(),
        g.decisionId(),
        g.acquiredAt(),
        g.deadline(),
        g.hardEnd(),
        g.acceptBy(),
        g.terms(),
        g.ruleId(),
        g.batchId());
  }

  private static String someone(String preferences) {
    String id = newId("ann");
    TestEvents.send(rep(id, "Ann", address(id), null));
    awaitCount(1, "select count(*) from rep where id = ?", id);
    prefer(id, preferences);
    return id;
  }

  private static String address(String id) {
    return id + "@example.org";
  }

  private static String content(MimeMessage mail) throws Exception {
    return MailServer.text(mail);
  }
}
