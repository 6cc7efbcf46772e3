package dev.fairlead.ownership.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.ownership.TeamScene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class ReportIT {

  private final TeamScene scene = new TeamScene();

  @Test
  void whatBecameOfLeadsIsCountedForWhoOwnedThem() {
    String won = UUID.randomUUID().toString();
    scene.received(won, "+8613912345670", "html_form", "crm", false);
    scene.assign(won, scene.one, 0);
    scene.command(won, scene.one, "activities", Map.of("kind", "call")).statusCode(201);
    scene
        .command(won, scene.one, "close", Map.of("result", "won", "value", 1200.5))
        .statusCode(200);
    String returned = scene.owned(scene.one);
    scene.command(returned, scene.one, "release", Map.of("reason", "x")).statusCode(200);
    String moved = scene.owned(scene.one);
    scene
        .command(moved, scene.one, "transfer", Map.of("to", scene.other, "reason", "x"))
        .statusCode(200);

    report("rep")
        .body("items.key", contains(scene.one, scene.other))
        .body("items[0].name", equalTo("张伟"))
        .body("items[0].received", equalTo(3))
        .body("items[0].accepted", equalTo(1))
        .body("items[0].activities", equalTo(1))
        .body("items[0].returned", equalTo(1))
        .body("items[0].won", equalTo(1))
        .body("items[0].value", equalTo(1200.5f))
        .body("items[0].credit", equalTo(1.0f))
        .body("items[1].received", equalTo(1));
    report("source").body("items.key", contains("html_form", "unknown"));
    report("product-line").body("items.key", contains("crm", "unknown"));
    report("region").body("items.key", contains("unknown", "江苏省"));
    report("region", "level", 1).body("items.key", contains("unknown", "华东区"));
    report("team").body("items.key", contains(scene.team)).body("items[0].received", equalTo(4));
  }

  @Test
  void aLeadThatIsKnownLateIsCountedWhereItBelongs() {
    String lead = scene.owned(scene.one);
    scene.received(lead, "+8613912345671", "google_ads", null, false);

    report("source").body("items.key", contains("google_ads"));
  }

  @Test
  void testLeadsAreNotCounted() {
    String lead = scene.owned(scene.one);
    scene.received(lead, "+8613912345672", "html_form", null, true);

    report("rep").body("items", hasSize(0));
  }

  @Test
  void aSplitDealCountsByItsShares() {
    String lead = scene.owned(scene.one);
    String id =
        TeamScene.post(
                scene.other,
                "/api/ownership/disputes",
                Map.of("leadId", lead, "claim", "mine"),
                "rep")
            .extract()
            .path("id");
    TeamScene.post(
            scene.boss,
            "/api/ownership/disputes/" + id + "/decision",
            Map.of(
                "outcome",
                "split",
                "reason",
                "x",
                "credit",
                Map.of(scene.one, 0.7, scene.other, 0.3)),
            "manager")
        .statusCode(200);
    scene.command(lead, scene.one, "close", Map.of("result", "won", "value", 1000)).statusCode(200);

    report("rep")
        .body("items.key", contains(scene.one, scene.other))
        .body("items.won", contains(1, 0))
        .body("items.credit", contains(0.7f, 0.3f))
        .body("items.creditedValue", contains(700.0f, 300.0f));
  }

  /** Ten answered after 1, 2 … 10 minutes: the median is 5.5 minutes, the ninth decile 9.1. */
  @Test
  void theCsvIsExact() {
    String team = scene.team;
    for (int i = 1; i <= 10; i++) {
      episode(scene.one, "2025-03-31T17:00:00Z", i, i <= 2 ? "won" : "recycled");
    }
    episode(scene.one, "2025-04-01T17:00:00Z", 1, "lost");

    String csv =
        TeamScene.as(scene.boss, "manager")
            .accept("text/csv")
            .queryParam("by", "rep")
            .queryParam("from", "2025-04-01")
            .queryParam("to", "2025-05-01")
            .queryParam("period", "day")
            .queryParam("team", team)
            .queryParam("zone", "Asia/Shanghai")
            .get("/api/ownership/reports")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString();

    assertThat(csv)
        .isEqualTo(
            """
            rep,name,period,received,accepted,firstResponseMedian,firstResponseP90,activities,recycled,notAccepted,returned,won,value,lost,protectionUsed,credit,creditedValue
            %1$s,张伟,2025-04-01,10,10,330.0,546.0,10,8,0,0,2,200,0,0.5000,2.0000,200.00
            %1$s,张伟,2025-04-02,1,1,60.0,60.0,1,0,0,0,0,0,1,0.5000,0,0
            """
                .formatted(scene.one)
                .replace("\n", "\r\n"));
  }

  @Test
  void excelGetsItsByteOrderMark() {
    byte[] csv =
        TeamScene.as("admin", "admin")
            .queryParam("format", "csv")
            .queryParam("bom", true)
            .get("/api/ownership/reports")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();

    assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
  }

  @Test
  void aRepSeesHimselfAndAManagerHisTeams() {
    scene.owned(scene.one);
    scene.owned(scene.other);

    TeamScene.as(scene.one, "rep")
        .get("/api/ownership/reports")
        .then()
        .statusCode(200)
        .body("items.key", contains(scene.one));
    TeamScene.as(new TeamScene().boss, "manager")
        .get("/api/ownership/reports")
        .then()
        .body("items", hasSize(0));
    TeamScene.as(new TeamScene().boss, "manager")
        .queryParam("team", scene.team)
        .get("/api/ownership/reports")
        .then()
        .statusCode(403)
        .body("code", equalTo("report.not-yours"));
    TeamScene.as("x", "integration").get("/api/ownership/reports").then().statusCode(403);
  }

  @Test
  void whatCannotBeAskedIsPointedAt() {
    TeamScene.as("admin", "admin")
        .queryParam("by", "moon")
        .queryParam("period", "year")
        .queryParam("from", "2025-05-01")
        .queryParam("to", "2025-04-01")
        .queryParam("zone", "Mars/Olympus")
        .get("/api/ownership/reports")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/by", "/period", "/zone", "/from"));
  }

  private ValidatableResponse report(String by, Object... more) {
    var request =
        TeamScene.as(scene.boss, "manager")
            .queryParam("by", by)
            .queryParam("from", Instant.now().minus(1, ChronoUnit.HOURS).toString());
    if (more.length == 2) {
      request = request.queryParam(more[0].toString(), more[1]);
    }
    return request.get("/api/ownership/reports").then().statusCode(200);
  }

  /** An ownership of the past: two hours of four were used up when it ended. */
  private void episode(String owner, String started, int minutes, String ending) {
    String sql =
        """
        insert into episode (lead_id, epoch, owner, team, source, region, test, started_at, deadline,
          accepted_at, first_work_at, activities, ended_at, ending, value)
        select '%s', 1, '%s', '%s', 'html_form', '{}', false, at, at + interval '4 hours', at,
          at + interval '%d minutes', 1, at + interval '2 hours', '%s', case '%s' when 'won' then 100 end
        from (select timestamptz '%s' as at) t
        """
            .formatted(UUID.randomUUID(), owner, scene.team, minutes, ending, ending, started);
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
