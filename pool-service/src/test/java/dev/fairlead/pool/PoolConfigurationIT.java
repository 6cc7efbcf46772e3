package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static dev.fairlead.pool.Scene.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class PoolConfigurationIT {

  private final String pool = newId("pool");
  private final String path = "/api/pool/pools/" + pool;

  @Test
  void aPoolComesBackAsItWasPut() {
    String document =
        """
        {"name": "华东公海", "when": "lead.industry == \\"制造业\\" && lead.value > 1000",
         "members": {"teams": ["a"], "reps": ["li"]}, "admins": ["wang"], "mode": "claimable",
         "claim": {"dailyLimit": 5, "minInterval": "PT1M", "coolOff": "PT2H",
                   "previousOwnerBar": "P30D", "barTeam": true, "holdingCap": 50},
         "recycle": [{"reason": "no-follow-up", "after": "P15D", "level": "key"}],
         "warn": ["P3D", "P1D"], "maskedFields": ["company"], "viewQuota": 100, "archiveAfter": 3}
        """;

    Response created = put(path, document);
    Response read = get();

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
    assertThat(read.jsonPath().getMap("claim")).containsEntry("dailyLimit", 5);
    assertThat(read.<String>path("name")).isEqualTo("华东公海");
    assertThat(read.<Integer>path("archiveAfter")).isEqualTo(3);
    assertThat(read.<String>path("recycle[0].level")).isEqualTo("key");
  }

  @Test
  void aVersionThatChangedMeanwhileIsNotOverwritten() {
    put(path, "{\"name\": \"one\"}");
    put(path, "{\"name\": \"two\"}");

    Response late =
        given()
            .auth()
            .oauth2(TestTokens.of("admin", "admin"))
            .contentType(ContentType.JSON)
            .header("If-Match", "\"1\"")
            .body("{\"name\": \"three\"}")
            .put(path);

    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(get().<String>path("name")).isEqualTo("two");
    assertThat(TestEvents.count("select count(*) from pool_version where pool_id = ?", pool))
        .isEqualTo(2);
  }

  @Test
  void everyWrongPlaceIsNamed() {
    Response refused =
        put(
            path,
            """
            {"when": "lead.idustry == 1", "mode": "open", "warn": ["P3D", "soon"],
             "claim": {"coolOff": "2 hours", "dailyLimit": -1}}
            """);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.<List<String>>path("errors.pointer"))
        .containsExactlyInAnyOrder(
            "/name", "/when", "/mode", "/warn/1", "/claim/coolOff", "/claim/dailyLimit");
  }

  @Test
  void aFairWindowIsADurationAndItsDrawHasARule() {
    Response refused =
        put(path, "{\"name\": \"P\", \"claim\": {\"fairWindow\": \"soon\", \"draw\": \"luck\"}}");
    Response taken =
        put(
            path,
            "{\"name\": \"P\", \"claim\": {\"fairWindow\": \"PT5S\", \"draw\": \"best-fit\"}}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.<List<String>>path("errors.pointer"))
        .containsExactlyInAnyOrder("/claim/fairWindow", "/claim/draw");
    assertThat(taken.statusCode()).isEqualTo(201);
  }

  @Test
  void everyVersionIsKeptWithWhoMadeIt() {
    put(path, "{\"name\": \"one\"}");
    put(path, "{\"name\": \"two\"}");
    delete(path);

    Response versions =
        given().auth().oauth2(TestTokens.of("boss", "admin")).get(path + "/versions");

    assertThat(versions.<List<Integer>>path("items.version")).containsExactly(3, 2, 1);
    assertThat(versions.<List<String>>path("items.changedBy")).containsOnly("admin");
    assertThat(versions.<Object>path("items[0].document")).isNull();
    assertThat(versions.<String>path("items[1].document.name")).isEqualTo("two");
  }

  @Test
  void thePlaceOfAWrongConditionIsNamed() {
    Response refused = put(path, "{\"name\": \"P\", \"when\": \"lead.value >\"}");

    assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/when");
    assertThat(refused.<String>path("errors[0].detail")).contains("1:13");
  }

  @Test
  void scopesThatOverlapAreToldWithALeadThatShowsIt() {
    String industry = newId("industry");
    String lead = Scene.newLead();
    TestEvents.send(Scene.received(lead, List.of(), industry));
    Scene.awaitFacts(lead);
    String when = "lead.industry == '" + industry + "'";
    String earlier = newId("earlier");
    put("/api/pool/pools/" + earlier, "{\"name\": \"E\", \"when\": \"" + when + "\"}");

    Response put = put(path, "{\"name\": \"P\", \"when\": \"" + when + " && lead.value > 1.0\"}");
    put("/api/pool/pools/" + earlier, "{\"name\": \"done\"}");
    Response after = given().auth().oauth2(TestTokens.of("admin", "admin")).get(path + "/findings");
    put(path, "{\"name\": \"done\"}");

    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(put.<List<String>>path("findings.code")).contains("pool.overlap", "pool.shadowed");
    assertThat(put.<List<String>>path("findings.findAll { it.code == 'pool.overlap' }.example"))
        .containsExactly(lead);
    assertThat(after.<List<String>>path("items.code"))
        .doesNotContain("pool.overlap", "pool.shadowed");
  }

  @Test
  void aPoolWithLeadsGoesWhenItIsSaidWhereTheyGo() {
    String other = newId("other");
    put(path, "{\"name\": \"P\"}");
    put("/api/pool/pools/" + other, "{\"name\": \"Q\", \"claim\": {\"coolOff\": \"PT1H\"}}");
    List<String> leads = Scene.pooledLeads(pool, 2);

    Response gone = delete(path + "?moveTo=" + other);

    assertThat(gone.statusCode()).isEqualTo(204);
    assertThat(
            TestEvents.count(
                "select count(*) from pooled_lead where pool_id = ?"
                    + " and available_at = pooled_at + interval '1 hour'",
                other))
        .isEqualTo(2);
    assertThat(leads)
        .allSatisfy(
            lead ->
                assertThat(TestEvents.logged(lead, PoolEvent.Moved.class))
                    .containsExactly(new PoolEvent.Moved(lead, pool, other, "admin")));
  }

  /** The ledger obeys the cap too: it is told at the start, and with every change. */
  @Test
  void theSettingsAreToldWithEveryChangeAndOnceAtTheStart() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !TestEvents.logged(PoolEvent.Settings.ID).isEmpty());

    put("/api/pool/settings", "{\"globalHoldingCap\": 77, \"countWon\": true}");
    put("/api/pool/settings", "{}");

    List<PoolEvent.Settings> told =
        TestEvents.logged(PoolEvent.Settings.ID, PoolEvent.Settings.class);
    assertThat(told)
        .endsWith(
            new PoolEvent.Settings(PoolEvent.Settings.ID, 77, true),
            new PoolEvent.Settings(PoolEvent.Settings.ID, null, false));
    assertThat(told.getFirst()).isNotNull();
    assertThat(TestEvents.count("select count(*) from pool_settings_told")).isEqualTo(1);
  }

  @Test
  void thereIsOneDefaultPool() {
    String other = newId("other");
    put(path, "{\"name\": \"P\", \"default\": true}");
    put("/api/pool/pools/" + other, "{\"name\": \"Q\", \"default\": true}");

    assertThat(TestEvents.count("select count(*) from pool where is_default")).isEqualTo(1);
    assertThat(get().<Object>path("default")).isNull();
    given().auth().oauth2(TestTokens.of("admin", "admin")).delete("/api/pool/pools/" + other);
  }

  @Test
  void aPoolWithLeadsStaysAndAnEmptyOneGoes() {
    put(path, "{\"name\": \"P\"}");
    Scene.pooledLead(pool);
    String empty = newId("empty");
    put("/api/pool/pools/" + empty, "{\"name\": \"Q\"}");

    assertThat(delete(path).<String>path("code")).isEqualTo("pool.not-empty");
    assertThat(delete("/api/pool/pools/" + empty).statusCode()).isEqualTo(204);
    assertThat(delete("/api/pool/pools/" + empty).statusCode()).isEqualTo(404);
  }

  @Test
  void settingsAreVersionedToo() {
    Response put = put("/api/pool/settings", "{\"warn\": [\"P2D\"], \"countWon\": true}");
    Response read =
        given().auth().oauth2(TestTokens.of("admin", "admin")).get("/api/pool/settings");

    assertThat(read.header("ETag")).isEqualTo(put.header("ETag"));
    assertThat(read.<List<String>>path("warn")).containsExactly("P2D");
    put("/api/pool/settings", "{}");
  }

  @Test
  void configurationIsForAdmins() {
    String token = TestTokens.of("li", "rep");

    assertThat(given().get("/api/pool/pools").statusCode()).isEqualTo(401);
    assertThat(given().auth().oauth2(token).get(path).statusCode()).isEqualTo(403);
    assertThat(
            given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"P\"}")
                .put(path)
                .statusCode())
        .isEqualTo(403);
  }

  private Response get() {
    return given().auth().oauth2(TestTokens.of("admin", "admin")).get(path);
  }

  private static Response delete(String of) {
    return given().auth().oauth2(TestTokens.of("admin", "admin")).delete(of);
  }
}
