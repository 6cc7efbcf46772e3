package dev.fairlead.ownership.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.ownership.TeamScene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class ContactIT {

  private final TeamScene scene = new TeamScene();
  private final String lead = UUID.randomUUID().toString();
  private final String phone = phone();

  @Test
  void aContactIsTakenByAMaskedOwnerThenPooledThenFree() {
    check("13800000000").body("status", equalTo("free")).body("owner", nullValue());
    scene.received(lead, phone, "html_form", null, false);
    check(phone).body("status", equalTo("taken")).body("owner", nullValue());

    scene.assign(lead, scene.one, 0);
    check(phone).body("status", equalTo("taken")).body("owner", equalTo("张*"));

    scene.command(lead, scene.one, "release", Map.of("reason", "x")).statusCode(200);
    check(phone).body("status", equalTo("pooled")).body("owner", nullValue());

    scene.claim(lead, scene.other, 2);
    check(phone).body("owner", equalTo("Z***"));
    scene.command(lead, scene.other, "close", Map.of("result", "lost")).statusCode(200);
    check(phone).body("status", equalTo("free"));
  }

  @Test
  void aNumberIsOneHoweverItIsWritten() {
    scene.received(lead, phone, "html_form", null, false);
    String local = phone.substring(3);

    check(local).body("status", equalTo("taken"));
    check(local.substring(0, 3) + "-" + local.substring(3)).body("status", equalTo("taken"));
    check("0086" + local).body("status", equalTo("taken"));
  }

  @Test
  void anArchivedLeadLeavesItsContactFree() {
    scene.received(lead, phone, "html_form", null, false);
    scene.assign(lead, scene.one, 0);
    scene.command(lead, scene.one, "release", Map.of("reason", "x")).statusCode(200);

    TestEvents.send(new PoolEvent.Archived(lead, "public", null));

    awaitStatus("free");
    TestEvents.send(new PoolEvent.Restored(lead, 2, "public", "again"));
    awaitStatus("pooled");
  }

  @Test
  void anErasedLeadIsNotKnownAnyMoreNorWhoAskedForIt() {
    scene.received(lead, phone, "html_form", null, false);
    scene.assign(lead, scene.one, 0);
    check(phone).body("status", equalTo("taken"));

    TestEvents.send(new LeadEvent.Erased(lead));

    awaitStatus("free");
    assertThat(TestEvents.count("select count(*) from identity_hash where lead_id = ?", lead))
        .isZero();
    assertThat(
            TestEvents.count(
                "select count(*) from contact_check where caller = ? and answer = 'taken' and hash"
                    + " <> ''",
                scene.one))
        .isZero();
  }

  @Test
  void aTestLeadTakesNoContact() {
    scene.received(lead, phone, "html_form", null, true);

    check(phone).body("status", equalTo("free"));
  }

  @Test
  void nothingOfAContactIsReadableInTheDatabase() {
    scene.received(lead, phone, "html_form", null, false);

    assertThat(
            TestEvents.count(
                "select count(*) from identity_hash where lead_id = ? and (hash like ? or"
                    + " length(hash) <> 43)",
                lead,
                "%" + phone.substring(3) + "%"))
        .isZero();
  }

  @Test
  void exactlyOneReadableContactIsAskedFor() {
    TeamScene.as(scene.one, "rep").get("/api/ownership/contacts/check").then().statusCode(422);
    TeamScene.as(scene.one, "rep")
        .queryParam("phone", "12")
        .get("/api/ownership/contacts/check")
        .then()
        .statusCode(422)
        .body("code", equalTo("contacts.unreadable"));
    TeamScene.as("x", "analyst")
        .queryParam("phone", phone)
        .get("/api/ownership/contacts/check")
        .then()
        .statusCode(403);
  }

  @Test
  void checksAreWrittenDownWithoutTheContact() {
    check(phone);

    TeamScene.as("admin", "admin")
        .queryParam("caller", scene.one)
        .get("/api/ownership/contacts/checks")
        .then()
        .statusCode(200)
        .body("items.answer", hasItem("free"))
        .body("items[0].kind", equalTo("phone"))
        .body("items[0].phone", nullValue());
    TeamScene.as(scene.one, "rep").get("/api/ownership/contacts/checks").then().statusCode(403);
  }

  @Test
  void ofManyChecksAtOnceExactlyAsManyAsAllowedAreAnswered() throws Exception {
    List<Integer> statuses;
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Integer>> all =
          java.util.stream.IntStream.range(0, 90)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              TeamScene.as(scene.other, "rep")
                                  .queryParam("email", "somebody" + i + "@example.com")
                                  .get("/api/ownership/contacts/check")
                                  .statusCode()))
              .toList();
      statuses = all.stream().map(ContactIT::get).toList();
    }

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(60);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(30);
    TeamScene.as(scene.other, "rep")
        .queryParam("email", "somebody@example.com")
        .get("/api/ownership/contacts/check")
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("contacts.rate-limit"));
    check(phone).statusCode(200);
  }

  private void awaitStatus(String status) {
    await(status)
        .atMost(TeamScene.PATIENCE)
        .untilAsserted(() -> check(phone).body("status", equalTo(status)));
  }

  private ValidatableResponse check(String number) {
    return TeamScene.as(scene.one, "rep")
        .queryParam("phone", number)
        .get("/api/ownership/contacts/check")
        .then()
        .statusCode(200);
  }

  private static int get(Future<Integer> status) {
    try {
      return status.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String phone() {
    return "+86139" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
  }
}
