package dev.fairlead.assignment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Contact;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tests say of the world around assignment, and how they look at what it did. */
final class Scene {

  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final Terms TERMS = new Terms("P10D", "P3D", "P20D", null, Terms.CALENDAR);
  private static final Contact CONTACT =
      new Contact(
          "张伟", null, null, "zhangwei@example.com", null, "+8613800138000", null, null, null);

  private Scene() {}

  static String newId(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static String admin() {
    return TestTokens.of("admin", "admin");
  }

  static Response put(String path, Object body) {
    return given()
        .auth()
        .oauth2(admin())
        .contentType(ContentType.JSON)
        .body(body)
        .put("/api/assignment" + path);
  }

  static Response post(String path, Object body) {
    return given()
        .auth()
        .oauth2(admin())
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/assignment" + path);
  }

  static ValidatableResponse get(String path) {
    return given().auth().oauth2(admin()).get("/api/assignment" + path).then();
  }

  /** A team with members of weight 1 and this capacity; answers its id. */
  static String team(@Nullable Integer capacity, String... reps) {
    String team = newId("team");
    put("/teams/" + team, Map.of("name", "Team " + team)).then().statusCode(201);
    for (String rep : reps) {
      rep(rep, team, capacity);
    }
    return team;
  }

  static void rep(String rep, String team, @Nullable Integer capacity) {
    Map<String, Object> body =
        capacity == null
            ? Map.of("name", rep, "teams", List.of(team))
            : Map.of("name", rep, "teams", List.of(team), "capacity", capacity);
    assertThat(put("/reps/" + rep, body).statusCode()).isBetween(200, 201);
  }

  /** Activates a policy of one rule that gives everything to a team; answers its version. */
  static int activate(String team, Map<String, ?> otherwise) {
    return activate(
        Map.of(
            "rules",
            List.of(
                Map.of(
                    "id",
                    "all",
                    "name",
                    "全部",
                    "assign",
                    Map.of("team", team, "strategy", "round-robin"),
                    "otherwise",
                    otherwise)),
            "fallback",
            Map.of("pool", "public")));
  }

  static int activate(Map<String, ?> policy) {
    int version = post("/policies", policy).then().statusCode(201).extract().path("version");
    post("/policies/" + version + "/activate", "").then().statusCode(200);
    return version;
  }

  /** Back to the state in which nobody has activated a policy yet. */
  static void deactivate() {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      statement.execute("update assignment_state set active_policy = null");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leads that still wait from other tests would take what this one gives out. */
  static void nobodyWaits() {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      statement.execute("update custody set state = 'closed', phase = 'idle' where phase = 'held'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static LeadEvent.Received lead(String id) {
    return lead(id, List.of(), null, null, null, false);
  }

  static LeadEvent.Received lead(
      String id,
      List<String> region,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String previousLeadId,
      boolean test) {
    return new LeadEvent.Received(
        id,
        "form",
        "form/site",
        null,
        CONTACT,
        null,
        null,
        region,
        null,
        null,
        null,
        "CN",
        industry,
        segment,
        "crm",
        new BigDecimal("120000"),
        null,
        LeadEvent.Attribution.NONE,
        List.of(),
        List.of(),
        Instant.parse("2026-03-25T08:00:00Z"),
        previousLeadId,
        false,
        test);
  }

  static String receive() {
    String id = Ids.nextText();
    TestEvents.send(lead(id));
    return id;
  }

  static AssignmentEvent.Assigned assigned(String lead, int nth) {
    return nth(lead, AssignmentEvent.Assigned.class, nth);
  }

  static AssignmentEvent.Assigned assigned(String lead) {
    return assigned(lead, 1);
  }

  static <T extends dev.fairlead.events.Event> T nth(String lead, Class<T> type, int nth) {
    await(type.getSimpleName() + " number " + nth + " on a lead")
        .atMost(PATIENCE)
        .until(() -> TestEvents.logged(lead, type).size() >= nth);
    return TestEvents.logged(lead, type).get(nth - 1);
  }

  static AssignmentEvent.Held held(String lead) {
    return nth(lead, AssignmentEvent.Held.class, 1);
  }

  static OwnershipEvent.Granted granted(String lead, long epoch, String owner) {
    Instant now = Instant.parse("2026-03-25T08:00:00Z");
    return new OwnershipEvent.Granted(
        lead, epoch, owner, null, "assigned", null, now, now, now, null, TERMS, null, null);
  }

  static OwnershipEvent.Released released(String lead, long epoch, String to) {
    return new OwnershipEvent.Released(
        lead, epoch, null, "not-accepted", to, null, null, null, null);
  }

  static OwnershipEvent.Closed closed(String lead, long epoch) {
    return new OwnershipEvent.Closed(lead, epoch, "won", null, null, null);
  }

  /** Waits until assignment knows of a custody. */
  static void untilCustody(String lead, String state, long epoch) {
    await("custody of a lead")
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from custody where lead_id = ? and state = ? and epoch = ?",
                        lead,
                        state,
                        epoch)
                    == 1);
  }
}
