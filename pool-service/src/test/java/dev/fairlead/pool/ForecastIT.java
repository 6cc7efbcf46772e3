package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves protection, now and under other rules. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ForecastIT {

  @Inject MovableClock clock;

  private final String rep = newId("rep");
  private final String other = newId("other");
  private final String team = newId("team");
  private final String boss = newId("boss");
  private final List<String> leads = new ArrayList<>();

  @BeforeEach
  void threeLeadsLeaveInThreeDaysAndOneLater() {
    TestEvents.send(new RosterEvent.Team(team, team, null, null, List.of(boss), false));
    Scene.knownReps(team, rep);
    Scene.knownReps(newId("elsewhere"), other);
    for (int i = 0; i < 4; i++) {
      leads.add(Scene.newLead());
      owned(leads.getLast(), rep, i < 3 ? 3 : 9);
    }
    owned(Scene.newLead(), other, 3);
    await(
        () ->
            TestEvents.count("select count(*) from custody where owner in (?, ?)", rep, other)
                == 5);
  }

  @Test
  void itNamesWhatLeavesByRepAndReason() {
    Response response = as("boss-of-all", "manager").get("/api/pool/forecast?days=7&rep=" + rep);

    assertThat(response.<List<String>>path("items.leadId"))
        .containsExactlyElementsOf(leads.subList(0, 3));
    assertThat(response.<List<Map<String, Object>>>path("totals"))
        .containsExactly(Map.of("repId", rep, "reason", "no-follow-up", "count", 3));
    assertThat(response.<String>path("items[0].to")).isEqualTo("pool");
  }

  @Test
  void itHasPagesAndTheSumsAreOfAllOfThem() {
    String path = "/api/pool/forecast?days=7&limit=2&rep=" + rep;
    Response first = as("admin", "admin").get(path);
    Response second = as("admin", "admin").get(path + "&cursor=" + first.path("next"));

    assertThat(first.<List<String>>path("items.leadId"))
        .containsExactlyElementsOf(leads.subList(0, 2));
    assertThat(second.<List<String>>path("items.leadId")).containsExactly(leads.get(2));
    assertThat(second.<String>path("next")).isNull();
    assertThat(first.<Integer>path("totals[0].count")).isEqualTo(3);
  }

  @Test
  void aManagerSeesHisTeamsAndARepHimself() {
    Response managed = as(boss, "rep", "manager").get("/api/pool/forecast?days=30");
    Response own = as(rep, "rep").get("/api/pool/forecast?days=30");
    Response others = as(rep, "rep").get("/api/pool/forecast?rep=" + other);
    Response elsewhere = as(boss, "manager").get("/api/pool/forecast?team=not-mine");

    assertThat(managed.<List<String>>path("items.repId")).hasSize(4).containsOnly(rep);
    assertThat(own.<List<String>>path("items.leadId")).containsExactlyElementsOf(leads);
    assertThat(others.statusCode()).isEqualTo(403);
    assertThat(elsewhere.statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsExemptIsNotForecast() {
    TestEvents.send(new OwnershipEvent.Locked(leads.getFirst(), 1, rep));

    await(
        () ->
            as(rep, "rep")
                .get("/api/pool/forecast?days=7")
                .<List<String>>path("items.leadId")
                .equals(leads.subList(1, 3)));
  }

  @Test
  void aDryRunAnswersInTheSameShapeWithTheDifferenceAndWritesNothing() {
    String pool = newId("pool");
    Scene.pool(pool, "{\"name\": \"P\"}");
    Instant now = clock.instant();
    String lead = Scene.claimed(rep, pool, now, now.plus(Duration.ofDays(10)));
    TestEvents.send(new OwnershipEvent.Opportunity(lead, 2, rep, "open", null, now));
    await(
        () ->
            TestEvents.count("select count(*) from custody where lead_id = ? and frozen", lead)
                == 1);
    long rowsBefore =
        TestEvents.count("select sum(xmin::text::bigint) from custody where owner = ?", rep);

    Response tried =
        dryRun(
            "{\"pool\": \"%s\", \"recycle\": [{\"reason\": \"no-deal\", \"after\": \"P2D\"}]}"
                .formatted(pool));

    assertThat(tried.<List<String>>path("items.leadId")).containsExactly(lead);
    assertThat(tried.<List<Map<String, Object>>>path("totals"))
        .containsExactly(Map.of("repId", rep, "reason", "no-deal", "count", 1));
    assertThat(tried.<Map<String, Object>>path("diff"))
        .containsEntry("seen", 1)
        .containsEntry("before", 0)
        .containsEntry("after", 1)
        .containsEntry("leavingNow", 0)
        .containsEntry("earlier", 1);
    assertThat(TestEvents.count("select sum(xmin::text::bigint) from custody where owner = ?", rep))
        .isEqualTo(rowsBefore);
    assertThat(
            dryRun("{\"recycle\": [{\"reason\": \"boredom\", \"after\": \"soon\"}]}")
                .<List<String>>path("errors.pointer"))
        .containsExactlyInAnyOrder("/recycle/0/reason", "/recycle/0/after");
  }

  @Test
  void theProjectionOfCustodyCanBeReadPageByPage() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Response page = as("admin", "admin").get("/api/pool/custody?limit=2&cursor=" + cursor);
      seen.addAll(page.path("items.leadId"));
      cursor = page.path("next");
    }

    assertThat(seen).containsAll(leads).isSorted().doesNotHaveDuplicates();
    assertThat(as(rep, "rep").get("/api/pool/custody").statusCode()).isEqualTo(403);
  }

  private void owned(String lead, String owner, int days) {
    Instant now = clock.instant();
    Instant deadline = now.plus(Duration.ofDays(days)).plusSeconds(leads.size());
    TestEvents.send(Scene.granted(lead, 1, owner, now, deadline, null));
  }

  private static Response dryRun(String body) {
    return as("admin", "admin").contentType(ContentType.JSON).body(body).post("/api/pool/dry-run");
  }

  private static io.restassured.specification.RequestSpecification as(
      String user, String... roles) {
    return given().auth().oauth2(TestTokens.of(user, roles));
  }

  private static void await(Callable<Boolean> condition) {
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
