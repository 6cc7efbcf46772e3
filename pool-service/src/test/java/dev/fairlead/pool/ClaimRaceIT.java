package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ClaimRaceIT {

  /** "200 reps claiming one lead at once: one 200, 199 × 409, one owner." */
  @Test
  void twoHundredRepsAtOnceMakeOneOwner() {
    String[] reps = IntStream.range(0, 200).mapToObj(i -> newId("racer")).toArray(String[]::new);
    Scene.knownReps("racers", reps);
    String pool = newId("race");
    Scene.pool(pool, "{\"name\": \"Race\"}");
    String lead = Scene.pooledLead(pool);

    Map<String, Long> answers =
        atOnce(
            List.of(reps),
            rep -> post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim", rep));

    assertThat(answers).isEqualTo(Map.of("200", 1L, "409 claim.gone", 199L));
    assertThat(TestEvents.logged(lead, PoolEvent.Claimed.class)).hasSize(1);
  }

  /** "One rep firing 50 parallel claims with a limit of 5 gets 5." */
  @Test
  void fiftyParallelClaimsOfOneRepGetNoMoreThanHisLimit() {
    String rep = newId("greedy");
    Scene.knownReps("greedy", rep);
    String pool = newId("limited");
    Scene.pool(pool, "{\"name\": \"Limited\", \"claim\": {\"dailyLimit\": 5}}");
    List<String> leads = Scene.pooledLeads(pool, 50);

    Map<String, Long> answers =
        atOnce(leads, lead -> post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim", rep));

    assertThat(answers).isEqualTo(Map.of("200", 5L, "409 claim.daily-limit", 45L));
    assertThat(TestEvents.count("select count(*) from claim where rep_id = ?", rep)).isEqualTo(5);
  }

  /** A cap is as safe from a burst as a quota. */
  @Test
  void parallelClaimsDoNotPassTheHoldingCap() {
    String rep = newId("holder");
    Scene.knownReps("holders", rep);
    String pool = newId("capped");
    Scene.pool(pool, "{\"name\": \"Capped\", \"claim\": {\"holdingCap\": 3}}");
    List<String> leads = Scene.pooledLeads(pool, 12);

    Map<String, Long> answers =
        atOnce(leads, lead -> post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim", rep));

    assertThat(answers).isEqualTo(Map.of("200", 3L, "409 claim.pool-cap", 9L));
  }

  private static <T> Map<String, Long> atOnce(
      List<T> items, Function<T, CompletableFuture<String>> request) {
    List<CompletableFuture<String>> running = items.stream().map(request).toList();
    return running.stream()
        .map(CompletableFuture::join)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private CompletableFuture<String> post(String path, String rep) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("authorization", "Bearer " + TestTokens.of(rep, "rep"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(r -> r.statusCode() == 200 ? "200" : r.statusCode() + " " + code(r.body()));
  }

  private static String code(String problem) {
    return io.restassured.path.json.JsonPath.from(problem).getString("code");
  }
}
