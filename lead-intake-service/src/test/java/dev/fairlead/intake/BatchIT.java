package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.as;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.asIntegration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class BatchIT {

  private static final String PATH = "/api/intake/leads:batch";

  @Test
  void a_thousand_leads_are_answered_in_their_order() {
    List<Map<String, String>> leads =
        IntStream.range(0, 1000).mapToObj(i -> Map.of("email", anEmail())).toList();

    List<Integer> indexes =
        asIntegration()
            .body(leads)
            .post(PATH)
            .then()
            .statusCode(200)
            .body("items.status", everyItem(equalTo(201)))
            .extract()
            .path("items.index");

    assertThat(indexes).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void lines_are_answered_as_they_settle_one_each() throws IOException {
    String caller = "lines-" + UUID.randomUUID();
    String body =
        as(caller, "integration")
            .accept("application/x-ndjson")
            .body(List.of(Map.of("email", anEmail()), Map.of("firstName", "x"), 7))
            .post(PATH)
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();

    Set<String> seen = new HashSet<>();
    for (String line : body.lines().toList()) {
      JsonNode item = EventJson.mapper().readTree(line);
      seen.add(item.path("index").asInt() + ":" + item.path("status").asInt());
    }
    assertThat(seen).containsExactlyInAnyOrder("0:201", "1:422", "2:400");
  }

  @Test
  void each_item_is_kept_byte_for_byte() {
    String caller = "bytes-" + UUID.randomUUID();
    String first = "{ \"email\" : \"" + anEmail() + "\",  \"value\": 1.50 }";
    String second = "{\"message\":\"\\u4f60\",\"email\":\"" + anEmail() + "\"}";

    as(caller, "integration")
        .body("[ " + first + " ,\n" + second + "]")
        .post(PATH)
        .then()
        .statusCode(200);

    asAdmin()
        .queryParam("connector", "api/" + caller)
        .get("/api/intake/submissions")
        .then()
        .body("items", hasSize(2));
    assertThat(
            TestEvents.count(
                "select count(*) from submission where connector = ? and convert_from(body, 'UTF8')"
                    + " in (?, ?)",
                "api/" + caller,
                first,
                second))
        .isEqualTo(2);
  }

  @Test
  void a_body_that_cannot_be_taken_apart_leaves_one_rejected_submission() {
    String caller = "broken-" + UUID.randomUUID();

    for (String broken :
        List.of("[{\"email\":\"" + anEmail() + "\"},", "{}", "", "[] []", "[{},")) {
      as(caller, "integration")
          .body(broken)
          .post(PATH)
          .then()
          .statusCode(400)
          .body("code", equalTo("request.malformed"));
    }

    asAdmin()
        .queryParam("connector", "api/" + caller)
        .get("/api/intake/submissions")
        .then()
        .body("items", hasSize(5))
        .body("items.reason", everyItem(equalTo("malformed")));
  }

  @Test
  void more_than_a_thousand_are_refused_and_so_is_a_body_over_the_limit() {
    as("long", "integration")
        .body(IntStream.range(0, 1001).mapToObj(i -> Map.of("email", "a@b.example")).toList())
        .post(PATH)
        .then()
        .statusCode(422)
        .body("code", equalTo("batch.too-long"));
    as("long", "integration")
        .body("[\"" + "x".repeat(2 << 20) + "\"]")
        .post(PATH)
        .then()
        .statusCode(413)
        .body("code", equalTo("request.too-large"));
    as("long", "integration")
        .body("{\"message\":\"" + "x".repeat(1 << 20) + "\"}")
        .post("/api/intake/leads")
        .then()
        .statusCode(413);
  }

  @Test
  void the_same_key_with_the_same_batch_takes_effect_once() {
    String key = UUID.randomUUID().toString();
    List<Map<String, String>> leads =
        List.of(Map.of("email", anEmail()), Map.of("email", anEmail()));

    List<String> once = ids(key, leads);

    assertThat(ids(key, leads)).isEqualTo(once).doesNotHaveDuplicates();
  }

  private static List<String> ids(String key, List<Map<String, String>> leads) {
    return asIntegration()
        .header("Idempotency-Key", key)
        .body(leads)
        .post(PATH)
        .then()
        .statusCode(200)
        .body("items.outcome", everyItem(equalTo("created")))
        .extract()
        .path("items.leadId");
  }
}
