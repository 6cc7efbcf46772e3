package dev.fairlead.assignment;

import static dev.fairlead.assignment.Scene.get;
import static dev.fairlead.assignment.Scene.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.fairlead.kit.testing.FairleadPlatform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class PolicyIT {

  private static final RestAssuredConfig YAML_AS_TEXT =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .encodeContentTypeAs("application/yaml", ContentType.TEXT));

  @Test
  void aDraftWithErrorsIsKeptAndItsActivationRefusedWithTheirPlaces() {
    Map<String, ?> policy =
        Map.of(
            "rules",
            List.of(
                Map.of("id", "r", "when", "lead.segmnt == \"x\"", "assign", Map.of("team", "no"))),
            "fallback",
            Map.of("pool", "public"));

    int version =
        post("/policies", policy)
            .then()
            .statusCode(201)
            .body("findings.code", hasItem("condition.type"))
            .body("findings.pointer", hasItem("/rules/0/assign/team"))
            .extract()
            .path("version");

    post("/policies/" + version + "/activate", "")
        .then()
        .statusCode(422)
        .body("code", equalTo("policy.invalid"))
        .body("errors.pointer", hasItem("/rules/0/when"));
    get("/policies/" + version).statusCode(200).body("active", equalTo(false));
  }

  @Test
  void yamlIsTakenAsWellAndAnEarlierVersionCanBeActivatedAgain() {
    int first = yaml("name: one\nrules: []\nfallback: { pool: public }\n");
    int second = yaml("name: two\nrules: []\nfallback: { pool: public }\n");

    post("/policies/" + second + "/activate", "").then().statusCode(200);
    post("/policies/" + first + "/activate", "").then().statusCode(200);

    get("/policies/active").body("version", equalTo(first)).body("document.name", equalTo("one"));
    assertThat(second).isGreaterThan(first);
    get("/policies?limit=2").body("items[0].version", equalTo(second));
  }

  @Test
  void whatIsNoPolicyIsRefused() {
    given()
        .auth()
        .oauth2(Scene.admin())
        .config(YAML_AS_TEXT)
        .contentType("application/yaml")
        .body("rules: [")
        .post("/api/assignment/policies")
        .then()
        .statusCode(400)
        .body("code", equalTo("request.malformed"));
    post("/policies", List.of()).then().statusCode(422).body("code", equalTo("policy.malformed"));
    get("/policies/999999").statusCode(404).body("code", equalTo("policy.unknown"));
  }

  private static int yaml(String document) {
    return given()
        .auth()
        .oauth2(Scene.admin())
        .config(YAML_AS_TEXT)
        .contentType("application/yaml")
        .body(document)
        .post("/api/assignment/policies")
        .then()
        .statusCode(201)
        .extract()
        .path("version");
  }
}
