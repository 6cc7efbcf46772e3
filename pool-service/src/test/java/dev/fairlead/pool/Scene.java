package dev.fairlead.pool;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.Contact;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tests say of the world around the pool, and how they look at what it did. */
final class Scene {

  static final Terms TERMS = new Terms("P10D", "P3D", "P20D", "PT30M", Terms.CALENDAR);
  static final Contact CONTACT =
      new Contact(
          "张伟",
          null,
          null,
          "zhangwei@example.com",
          "138 0013 8000",
          "+8613800138000",
          "zw",
          null,
          null);

  private Scene() {}

  static String newId(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static String newLead() {
    return Ids.nextText();
  }

  static RosterEvent.Rep rep(String id, String team, @Nullable String zone) {
    return new RosterEvent.Rep(
        id,
        id,
        List.of(team),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null,
        1.0,
        zone,
        Map.of(),
        null,
        "active",
        null,
        null,
        null,
        false);
  }

  /** A rep who works product lines. */
  static RosterEvent.Rep talented(String id, String team, List<String> productLines) {
    return new RosterEvent.Rep(
        id,
        id,
        List.of(team),
        List.of(),
        null,
        List.of(),
        productLines,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null,
        1.0,
        "Asia/Shanghai",
        Map.of(),
        null,
        "active",
        null,
        null,
        null,
        false);
  }

  /** Reps the service knows when this returns. */
  static void knownReps(String team, String... ids) {
    for (String id : ids) {
      TestEvents.send(rep(id, team, "Asia/Shanghai"));
    }
    await("reps known")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from roster where id = any(string_to_array(?, ','))",
                        String.join(",", ids))
                    == ids.length);
  }

  static LeadEvent.Received received(String leadId, List<String> region, String industry) {
    return new LeadEvent.Received(
        leadId,
        "form",
        "form/site",
        null,
        CONTACT,
        "Acme 制造",
        null,
        region,
        null,
        null,
        "上海",
        "CN",
        industry,
        "大客户",
        "crm",
        new BigDecimal("120000"),
        null,
        LeadEvent.Attribution.NONE,
        List.of(),
        List.of(),
        Instant.parse("2026-03-25T08:00:00Z"),
        null,
        false,
        false);
  }

  static OwnershipEvent.Granted granted(
      String leadId,
      long epoch,
      String owner,
      Instant acquired,
      Instant deadline,
      @Nullable Instant acceptBy) {
    return new OwnershipEvent.Granted(
        leadId,
        epoch,
        owner,
        "team-of-" + owner,
        "assigned",
        null,
        acquired,
        deadline,
        acquired.plus(Duration.ofDays(20)),
        acceptBy,
        TERMS,
        null,
        null);
  }

  static OwnershipEvent.Released toPool(String leadId, long epoch, @Nullable String pool) {
    return new OwnershipEvent.Released(
        leadId, epoch, null, "unassigned", "pool", pool, null, null, null);
  }

  /** A pool as an admin puts it. */
  static void pool(String id, String document) {
    put("/api/pool/pools/" + id, document).then().statusCode(org.hamcrest.Matchers.lessThan(300));
  }

  static Response put(String path, String document) {
    return given()
        .auth()
        .oauth2(TestTokens.of("admin", "admin"))
        .contentType(ContentType.JSON)
        .body(document)
        .put(path);
  }

  /** A lead that stands in the pool when this returns. */
  static String pooledLead(String pool) {
    return pooledLeads(pool, 1).getFirst();
  }

  static List<String> pooledLeads(String pool, int count) {
    List<String> leads = java.util.stream.Stream.generate(Scene::newLead).limit(count).toList();
    leads.forEach(lead -> TestEvents.send(toPool(lead, 1, pool)));
    leads.forEach(lead -> awaitPooled(lead, 1));
    return leads;
  }

  static PoolEvent.Pooled awaitPooled(String lead, long epoch) {
    return await("pooled " + epoch)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.logged(lead, PoolEvent.Pooled.class).stream()
                    .filter(e -> e.epoch() == epoch)
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  static Response claim(String rep, String pool, String lead) {
    return given()
        .auth()
        .oauth2(TestTokens.of(rep, "rep"))
        .post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim");
  }

  static String code(Response response) {
    return response.statusCode() == 200 ? "ok" : response.path("code");
  }

  /** Waits until the service knows what a lead is. */
  static void awaitFacts(String lead) {
    await("facts of " + lead)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from lead_facts where lead_id = ? and facts is not null",
                        lead)
                    == 1);
  }

  /** Sends a request without a body. */
  static Response get(String user, String role, String path) {
    return given().auth().oauth2(TestTokens.of(user, role)).get(path);
  }

  /** Sends a request with a body. */
  static Response post(String user, String role, String path, Object body) {
    return given()
        .auth()
        .oauth2(TestTokens.of(user, role))
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  /** The ledger refuses a claim. */
  static void refuse(String lead, String rep, String reason, long epoch) {
    TestEvents.send(
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        proposalOf(lead),
        new OwnershipEvent.Refused(lead, "claimed", reason, epoch, epoch, rep));
  }

  /** The ledger grants a claim. */
  static void grant(String lead, String rep, long epoch, Instant now) {
    TestEvents.send(
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        proposalOf(lead),
        granted(lead, epoch, rep, now, now.plus(Duration.ofDays(10)), null));
    await("granted " + lead)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from custody where lead_id = ? and owner = ?", lead, rep)
                    == 1);
  }

  /** The id of the proposal a claim made. */
  static String proposalOf(String lead) {
    return TestEvents.logged(lead).stream()
        .filter(row -> row.event() instanceof PoolEvent.Claimed)
        .map(TestEvents.Logged::id)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** Starts the work so many times at the same moment, and waits for all. */
  static void atOnce(int times, java.util.function.Supplier<io.smallrye.mutiny.Uni<Void>> work) {
    List<java.util.concurrent.CompletableFuture<Void>> running =
        java.util.stream.IntStream.range(0, times)
            .mapToObj(i -> java.util.concurrent.CompletableFuture.runAsync(() -> onEventLoop(work)))
            .toList();
    running.forEach(java.util.concurrent.CompletableFuture::join);
  }

  private static void onEventLoop(java.util.function.Supplier<io.smallrye.mutiny.Uni<Void>> work) {
    try {
      io.quarkus.vertx.VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A lead claimed from a pool and granted, whose protection ends then. */
  static String claimed(String rep, String pool, Instant acquired, Instant deadline) {
    String lead = pooledLead(pool);
    claim(rep, pool, lead).then().statusCode(200);
    TestEvents.send(
        newId("event"),
        newId("flow"),
        proposalOf(lead),
        granted(lead, 2, rep, acquired, deadline, null));
    await("granted")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from custody where lead_id = ? and epoch = 2", lead)
                    == 1);
    return lead;
  }

  /** An owner's loss of a lead to a pool. */
  static OwnershipEvent.Released recycled(String lead, long epoch, String from, String pool) {
    return new OwnershipEvent.Released(
        lead, epoch, from, "recycled", "pool", pool, "no-follow-up", null, null);
  }
}
