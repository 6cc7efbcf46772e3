package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.claim;
import static dev.fairlead.pool.Scene.newId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.EventType;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ViewsIT {

  @Inject MovableClock clock;

  private final String pool = newId("pool");
  private final String rep = newId("rep");
  private final String path = "/api/pool/pools/" + pool + "/leads";

  @Test
  void aListIsFilteredByWhatTheLeadIs() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    tree();
    List<String> leads = pooled(3);
    tell(leads.get(0), "Acme 制造", "上海", List.of("华东区", "江苏"), "300");
    tell(leads.get(1), "Bolt", "成都", List.of("西南区"), "100");
    tell(leads.get(2), "Crane", "苏州", List.of("华东区"), null);

    assertThat(ids("?region=East")).containsExactlyInAnyOrder(leads.get(0), leads.get(2));
    assertThat(ids("?minValue=200")).containsExactly(leads.get(0));
    assertThat(ids("?q=acme")).containsExactly(leads.get(0));
    assertThat(ids("?q=苏州")).containsExactly(leads.get(2));
    assertThat(ids("?productLine=crm")).hasSize(3);
    assertThat(ids("?recycledTimes=1")).isEmpty();
    assertThat(ids("?pooledFrom=" + clock.instant().plusSeconds(60))).isEmpty();
    assertThat(ids("?pooledTo=" + clock.instant().plusSeconds(60))).hasSize(3);
    assertThat(Scene.get(rep, "rep", path + "?minValue=much").statusCode()).isEqualTo(422);
  }

  /** Older unassigned leads starving: the list begins with those that wait longest. */
  @Test
  void olderLeadsDoNotStarve_theListBeginsWithThem_unlessAskedOtherwise() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    List<String> leads = IntStream.range(0, 4).mapToObj(i -> Scene.pooledLead(pool)).toList();
    tell(leads.get(2), "C", "x", List.of(), "20");
    tell(leads.get(1), "B", "x", List.of(), "7");

    assertThat(pages("?limit=2")).isEqualTo(leads);
    assertThat(pages("?limit=3&sort=newest")).isEqualTo(leads.reversed());
    assertThat(pages("?limit=1&sort=value"))
        .isEqualTo(List.of(leads.get(2), leads.get(1), leads.get(0), leads.get(3)));
  }

  @Test
  void aCursorOfAnotherSortIsRefused() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    Scene.pooledLeads(pool, 2);
    String cursor = Scene.get(rep, "rep", path + "?limit=1").path("next");

    Response refused = Scene.get(rep, "rep", path + "?limit=1&sort=newest&cursor=" + cursor);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.<String>path("code")).isEqualTo("request.cursor");
  }

  /** A filter or a search over a masked field would tell what it hides. */
  @Test
  void maskedFieldsAreHiddenAndCannotBeAskedAfter() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"maskedFields\": [\"company\", \"value\", \"industry\"]}");
    List<String> leads = pooled(1);
    tell(leads.getFirst(), "Secret Ltd", "上海", List.of(), "300");

    Response list = Scene.get(rep, "rep", path);

    assertThat(list.asString()).contains("上海").doesNotContain("Secret", "300", "制造业");
    assertThat(ids("?q=secret")).isEmpty();
    for (String query : List.of("?minValue=1", "?industry=制造业", "?sort=value")) {
      Response refused = Scene.get(rep, "rep", path + query);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.<String>path("code")).isEqualTo("list.masked");
    }
  }

  @Test
  void historyEarlierOwnersAndReturnReasonsAreVisibleBeforeClaimingAndTheContactIsNot() {
    String owner = newId("owner");
    Scene.knownReps("a", rep, owner);
    Scene.pool(pool, "{\"name\": \"P\"}");
    String lead = Scene.newLead();
    Instant now = clock.instant();
    TestEvents.send(Scene.received(lead, List.of(), "制造业"));
    TestEvents.send(new LeadEvent.Touched(lead, "form", "form/site", now, null));
    TestEvents.send(Scene.granted(lead, 1, owner, now, now.plus(Duration.ofDays(9)), null));
    TestEvents.send(new OwnershipEvent.Activity(lead, 1, owner, "call", "no-answer", false, now));
    TestEvents.send(
        new OwnershipEvent.Released(
            lead, 2, owner, "returned", "pool", pool, "budget next year", null, null));
    Scene.awaitPooled(lead, 2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from lead_work w join lead_facts f using (lead_id)"
                            + " where lead_id = ? and touches = 1 and activities = 1",
                        lead)
                    == 1);

    Response open = Scene.get(rep, "rep", path + "/" + lead);

    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.<String>path("earlierOwners[0].repId")).isEqualTo(owner);
    assertThat(open.<String>path("returns[0].cause")).isEqualTo("returned");
    assertThat(open.<String>path("returns[0].reason")).isEqualTo("budget next year");
    assertThat(open.<Integer>path("recycledTimes")).isEqualTo(1);
    assertThat(open.<Integer>path("touches")).isEqualTo(1);
    assertThat(open.<Integer>path("activities")).isEqualTo(1);
    assertThat(open.asString())
        .contains("138****8000", "张*")
        .doesNotContain("0013", "zhangwei", "张伟");
    assertThat(ids("?recycledTimes=1")).containsExactly(lead);
  }

  @Test
  void aDayHasSoManyViewsAndTheSameLeadIsFreeTheSameDay() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"viewQuota\": 2}");
    List<String> leads = Scene.pooledLeads(pool, 3);

    List<Integer> statuses =
        List.of(
            open(leads.get(0)),
            open(leads.get(0)),
            open(leads.get(1)),
            open(leads.get(2)),
            open(leads.get(1)));
    Response refused = Scene.get(rep, "rep", path + "/" + leads.get(2));
    Map<String, Object> quota = quota();
    clock.moveOn(Duration.ofHours(24));
    int tomorrow = open(leads.get(2));

    assertThat(statuses).containsExactly(200, 200, 200, 429, 200);
    assertThat(refused.<String>path("code")).isEqualTo("view.quota");
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(ids("")).hasSize(3);
    assertThat(quota)
        .containsEntry("viewLimit", 2)
        .containsEntry("viewed", 2)
        .containsEntry("viewsRemaining", 0);
    assertThat(tomorrow).isEqualTo(200);
    assertThat(Scene.get("admin", "admin", path + "/" + leads.get(0)).statusCode()).isEqualTo(200);
  }

  @Test
  void anOutsiderOpensNothing() {
    Scene.knownReps("b", rep);
    Scene.pool(pool, "{\"name\": \"P\", \"members\": {\"teams\": [\"a\"]}}");
    String lead = Scene.pooledLead(pool);

    Response response = Scene.get(rep, "rep", path + "/" + lead);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.<String>path("code")).isEqualTo("pool.not-member");
  }

  @Test
  void statisticsSumUpAgesClaimsConversionAndReturns() {
    Scene.knownReps("a", rep);
    Scene.pool(pool, "{\"name\": \"P\"}");
    List<String> leads = Scene.pooledLeads(pool, 4);
    leads.subList(0, 3).forEach(lead -> claim(rep, pool, lead).then().statusCode(200));
    Scene.grant(leads.get(0), rep, 2, clock.instant());
    Scene.grant(leads.get(1), rep, 2, clock.instant());
    Scene.refuse(leads.get(2), rep, "cap", 1);
    TestEvents.send(new OwnershipEvent.Closed(leads.get(0), 3, "won", rep, BigDecimal.TEN, null));
    TestEvents.send(
        new OwnershipEvent.Released(
            leads.get(1), 3, rep, "recycled", "pool", pool, null, null, null));
    Scene.awaitPooled(leads.get(1), 3);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> statistics("rep", "analyst").<Integer>path("claims.won") == 1);

    Response sums = statistics("boss", "manager");
    Response csv =
        given()
            .auth()
            .oauth2(TestTokens.of("boss", "analyst"))
            .accept("text/csv")
            .get("/api/pool/pools/" + pool + "/statistics?from=2020-01-01T00:00:00Z");

    assertThat(sums.<Integer>path("leads.total")).isEqualTo(3);
    assertThat(sums.<Integer>path("claims.claims")).isEqualTo(2);
    assertThat(sums.<Integer>path("claims.refused")).isEqualTo(1);
    assertThat(sums.<Integer>path("claims.granted")).isEqualTo(2);
    assertThat(sums.<Float>path("claims.conversion")).isEqualTo(0.5f);
    assertThat(sums.<Map<String, Integer>>path("returns")).isEqualTo(Map.of("recycled", 1));
    assertThat(sums.<Map<String, Integer>>path("pooled"))
        .isEqualTo(Map.of("unassigned", 4, "recycled", 1));
    assertThat(Duration.parse(sums.path("leads.ageMax"))).isLessThan(Duration.ofMinutes(5));
    assertThat(csv.asString()).contains("measure,key,value", "returns,recycled,1", "won,,1");
    assertThat(statistics(rep, "rep").statusCode()).isEqualTo(403);
  }

  private Response statistics(String user, String role) {
    return Scene.get(
        user, role, "/api/pool/pools/" + pool + "/statistics?from=2020-01-01T00:00:00Z");
  }

  private int open(String lead) {
    return Scene.get(rep, "rep", path + "/" + lead).statusCode();
  }

  private List<String> ids(String query) {
    return Scene.get(rep, "rep", path + query).path("items.leadId");
  }

  private List<String> pages(String query) {
    List<String> seen = new ArrayList<>();
    Response page = Scene.get(rep, "rep", path + query);
    seen.addAll(page.path("items.leadId"));
    while (page.path("next") != null) {
      page = Scene.get(rep, "rep", path + query + "&cursor=" + page.path("next"));
      seen.addAll(page.path("items.leadId"));
    }
    return seen;
  }

  private Map<String, Object> quota() {
    List<Map<String, Object>> rows = Scene.get(rep, "rep", "/api/pool/quota").path("items");
    return rows.stream().filter(row -> pool.equals(row.get("pool"))).findFirst().orElseThrow();
  }

  private List<String> pooled(int count) {
    return Scene.pooledLeads(pool, count);
  }

  private static void tree() {
    TestEvents.send(
        new RosterEvent.Region(
            RosterEvent.Region.TREE,
            List.of(
                new RosterEvent.Region.Node(
                    "华东区",
                    List.of("East"),
                    List.of(new RosterEvent.Region.Node("江苏", List.of(), List.of())))),
            false));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from roster where kind = ? and id = ?",
                        EventType.of(RosterEvent.Region.class).name(),
                        RosterEvent.Region.TREE)
                    == 1);
  }

  private static void tell(
      String lead, String company, String city, List<String> region, @Nullable String value) {
    LeadEvent.Received told = Scene.received(lead, region, "制造业");
    TestEvents.send(
        new LeadEvent.Received(
            lead,
            told.source(),
            told.connector(),
            null,
            told.contact(),
            company,
            "buyer",
            region,
            null,
            null,
            city,
            "CN",
            told.industry(),
            told.segment(),
            told.productLine(),
            value == null ? null : new BigDecimal(value),
            null,
            LeadEvent.Attribution.NONE,
            List.of(),
            List.of(),
            told.submittedAt(),
            null,
            false,
            false));
    Scene.awaitFacts(lead);
  }
}
