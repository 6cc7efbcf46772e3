package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static dev.fairlead.pool.Scene.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
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
  void aFairWindowIsRefusedWhileItIsNotOffered() {
    Response refused = put(path, "{\"name\": \"P\", \"claim\": {\"fairWindow\": \"PT5S\"}}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.<String>path("code")).isEqualTo("pool.fair-window-unsupported");
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
