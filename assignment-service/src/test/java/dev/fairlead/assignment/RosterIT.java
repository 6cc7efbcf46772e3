package dev.fairlead.assignment;

import static dev.fairlead.assignment.Scene.get;
import static dev.fairlead.assignment.Scene.newId;
import static dev.fairlead.assignment.Scene.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class RosterIT {

  @Test
  void everyChangeIsPublishedInFull() {
    String team = newId("team");

    put(
            "/teams/" + team,
            Map.of("name", "大客户A组", "absence", "catch-up", "managers", List.of("wang")))
        .then()
        .statusCode(201);
    put("/teams/" + team, Map.of("name", "大客户组")).then().statusCode(200);
    given()
        .auth()
        .oauth2(Scene.admin())
        .delete("/api/assignment/teams/" + team)
        .then()
        .statusCode(204);

    assertThat(TestEvents.logged(team, RosterEvent.Team.class))
        .containsExactly(
            new RosterEvent.Team(team, "大客户A组", "catch-up", null, List.of("wang"), false),
            new RosterEvent.Team(team, "大客户组", null, null, List.of(), false),
            new RosterEvent.Team(team, "大客户组", null, null, List.of(), true));
    get("/teams/" + team).statusCode(404).body("code", equalTo("team.unknown"));
  }

  @Test
  void aChangeOfWhatSomebodyElseHasChangedMeanwhileIsRefused() {
    String team = newId("team");
    String tag = put("/teams/" + team, Map.of("name", "One")).then().extract().header("ETag");
    put("/teams/" + team, Map.of("name", "Two")).then().statusCode(200);

    given()
        .auth()
        .oauth2(Scene.admin())
        .header("If-Match", tag)
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Three"))
        .put("/api/assignment/teams/" + team)
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .body("code", equalTo("roster.changed"));

    get("/teams/" + team).body("name", equalTo("Two"));
  }

  @Test
  void anIdBelongsToOneKindForEver() {
    String id = newId("thing");
    put("/teams/" + id, Map.of("name", "A team")).then().statusCode(201);

    put("/reps/" + id, Map.of("name", "A rep"))
        .then()
        .statusCode(409)
        .body("code", equalTo("roster.id-taken"));
    put("/teams/regions", Map.of("name", "A team"))
        .then()
        .statusCode(409)
        .body("code", equalTo("roster.id-taken"));
  }

  @Test
  void whatIsWrongWithARepIsSaidPlaceByPlace() {
    put(
            "/reps/" + newId("rep"),
            Map.of(
                "weight",
                0,
                "capacity",
                -1,
                "timeZone",
                "Mars/Olympus",
                "status",
                "asleep",
                "roles",
                List.of("sdr", "boss"),
                "workingHours",
                Map.of("mon", List.of(List.of("12:00", "09:00")), "xyz", List.of())))
        .then()
        .statusCode(422)
        .body("code", equalTo("roster.invalid"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/name",
                "/weight",
                "/capacity",
                "/timeZone",
                "/status",
                "/roles/1",
                "/workingHours/mon/0",
                "/workingHours/xyz"));
  }

  @Test
  void aRepSaysHimselfWhetherHeIsThereAndNobodyElseDoes() {
    String rep = newId("rep");
    put("/reps/" + rep, Map.of("name", "Li Lei", "capacity", 7)).then().statusCode(201);

    availability(rep, rep, "rep").then().statusCode(200).body("status", equalTo("away"));
    availability(rep, newId("rep"), "rep").then().statusCode(403);
    availability(rep, "boss", "manager").then().statusCode(403);

    RosterEvent.Rep last = TestEvents.logged(rep, RosterEvent.Rep.class).getLast();
    assertThat(last.status()).isEqualTo("away");
    assertThat(last.capacity()).isEqualTo(7);
  }

  private static io.restassured.response.Response availability(
      String rep, String caller, String role) {
    return given()
        .auth()
        .oauth2(TestTokens.of(caller, role))
        .contentType(ContentType.JSON)
        .body(Map.of("status", "away"))
        .put("/api/assignment/reps/" + rep + "/availability");
  }

  @Test
  void listsGoOnWhereThePageEnded() {
    String prefix = newId("aaa");
    put("/calendars/" + prefix + "-1", Map.of("holidays", List.of("2026-10-01")))
        .then()
        .statusCode(201);
    put("/calendars/" + prefix + "-2", Map.of("name", "Two")).then().statusCode(201);

    String next = get("/calendars?limit=1").statusCode(200).extract().path("next");

    assertThat(next).isNotNull();
    get("/calendars?limit=500&cursor=" + next).body("items.id", hasItem(prefix + "-2"));
  }

  @Test
  void theRegionTreeIsReplacedAsAWhole() {
    Object shanghai = Map.of("name", "上海", "aliases", List.of("Shanghai"));
    Object tree = List.of(Map.of("name", "华东区", "children", List.of(shanghai)));

    assertThat(put("/regions", tree).statusCode()).isBetween(200, 201);
    get("/regions").body("nodes[0].children[0].aliases[0]", equalTo("Shanghai"));
    put("/regions", List.of(Map.of("name", "x", "children", List.of(Map.of("name", "x")))))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/0/children/0/name"));
  }

  @Test
  void onlyAnAdminChangesTheRoster() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("name", "x"))
        .put("/api/assignment/teams/x")
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(TestTokens.of("m", "manager"))
        .contentType(ContentType.JSON)
        .body(Map.of("name", "x"))
        .put("/api/assignment/teams/x")
        .then()
        .statusCode(403);
  }
}
