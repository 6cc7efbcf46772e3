package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aLead;
import static dev.fairlead.intake.Scene.aPhone;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.as;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.asIntegration;
import static dev.fairlead.intake.Scene.post;
import static dev.fairlead.intake.Scene.received;
import static dev.fairlead.intake.Scene.submissionOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class LeadIT {

  private static final RestAssuredConfig NDJSON_AS_TEXT =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT));

  @Test
  void a_lead_with_every_canonical_field_is_announced_with_them() {
    String phone = aPhone();
    String id =
        aLead(
            Map.of(
                "firstName", "Noor",
                "phone", phone,
                "company", "示例",
                "productLine", "crm",
                "segment", "大客户",
                "industry", "制造业",
                "value", 120000.50,
                "source", "partner",
                "consent",
                    List.of(Map.of("purpose", "marketing", "granted", true, "text", "I agree")),
                "utm", Map.of("source", "newsletter")));

    LeadEvent.Received lead = received(id);
    assertThat(lead.source()).isEqualTo("partner");
    assertThat(lead.contact().phoneE164()).isEqualTo("+86" + phone);
    assertThat(lead.value()).isEqualByComparingTo("120000.5");
    assertThat(lead.segment()).isEqualTo("大客户");
    assertThat(lead.attribution().utm()).containsEntry("source", "newsletter");
    assertThat(lead.consent().getFirst().purpose()).isEqualTo("marketing");
    assertThat(lead.test()).isFalse();
  }

  @Test
  void wrong_types_and_forms_are_named_by_their_place() {
    post(Map.of("email", "nobody", "phone", "abc", "firstName", 5, "value", "much"))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("lead.invalid"))
        .body("errors.pointer", hasItem("/email"))
        .body("errors.pointer", hasItem("/phone"))
        .body("errors.pointer", hasItem("/firstName"))
        .body("errors.pointer", hasItem("/value"));
    post("{\"email\":").statusCode(400).body("code", equalTo("request.malformed"));
    submissionOf("api/crm").body("reason", equalTo("malformed"));
    asIntegration()
        .contentType("text/plain")
        .body("x")
        .post("/api/intake/leads")
        .then()
        .statusCode(415);
  }

  @Test
  void a_character_the_database_cannot_hold_does_no_harm() {
    String email = anEmail();
    String id = aLead(Map.of("email", email, "wechat", "we\0chat" + email, "message", "a\0b"));

    assertThat(received(id).contact().wechat()).isEqualTo("wechat" + email);
    asAdmin().post("/api/intake/leads/" + id + "/erase").then().statusCode(200);
  }

  @Test
  void callers_without_a_valid_token_or_the_role_are_refused() {
    String body = "{\"email\":\"" + anEmail() + "\"}";
    given()
        .contentType("application/json")
        .body(body)
        .post("/api/intake/leads")
        .then()
        .statusCode(401)
        .body("code", equalTo("auth.unauthorized"));
    given()
        .auth()
        .oauth2(TestTokens.expired("crm", "integration"))
        .contentType("application/json")
        .body(body)
        .post("/api/intake/leads")
        .then()
        .statusCode(401);
    as("rep-1", "rep")
        .body(body)
        .post("/api/intake/leads")
        .then()
        .statusCode(403)
        .body("code", equalTo("auth.forbidden"));
    asAdmin()
        .get("/api/intake/leads/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("lead.unknown"));
  }

  @Test
  void an_idempotency_key_gives_the_same_answer_again_and_refuses_another_body() {
    String key = "\"" + UUID.randomUUID() + "\"";
    String email = anEmail();
    Map<String, String> lead = Map.of("email", email);

    String first = keyed(key, lead, 201);
    String again = keyed(key, lead, 201);

    assertThat(again).isEqualTo(first).contains("created");
    assertThat(keyed(key, Map.of("email", anEmail()), 422)).contains("idempotency.mismatch");
    assertThat(
            TestEvents.count(
                "select count(*) from lead_identity where kind = 'email' and value = ?", email))
        .isEqualTo(1);
  }

  private static String keyed(String key, Map<String, String> lead, int status) {
    return asIntegration()
        .header("Idempotency-Key", key)
        .body(lead)
        .post("/api/intake/leads")
        .then()
        .statusCode(status)
        .extract()
        .asString();
  }

  @Test
  void an_external_id_is_taken_once_whatever_else_changes() {
    String externalId = UUID.randomUUID().toString();
    String id = aLead(Map.of("externalId", externalId, "email", anEmail()));

    post(Map.of("externalId", externalId, "email", anEmail()))
        .statusCode(201)
        .body("leadId", equalTo(id))
        .body("outcome", equalTo("duplicate"));
  }

  @Test
  void a_match_on_an_open_lead_is_a_touch_and_on_a_closed_lead_a_new_cycle() {
    String phone = aPhone();
    String id = aLead(Map.of("phone", phone, "message", "first"));

    post(Map.of("phone", "+86 " + phone, "message", "second"))
        .body("leadId", equalTo(id))
        .body("outcome", equalTo("attached"));
    TestEvents.send(granted(id, 1, "rep-a", null));
    TestEvents.send(new OwnershipEvent.Closed(id, 2, "lost", "rep-a", null, null));
    await().untilAsserted(() -> show(id, "admin", "admin").body("state", equalTo("closed")));
    String next = aLead(Map.of("phone", phone, "message", "third"));

    assertThat(next).isNotEqualTo(id);
    assertThat(received(next).previousLeadId()).isEqualTo(id);
    asAdmin()
        .queryParam("phone", phone)
        .get("/api/intake/leads")
        .then()
        .body("items.leadId", contains(next, id));
  }

  @Test
  void what_the_person_of_a_merged_lead_sends_later_belongs_to_the_survivor() {
    String phone = aPhone();
    String email = anEmail();
    String first = aLead(Map.of("firstName", "Noor", "phone", phone));
    String second = aLead(Map.of("firstName", "Noor", "email", email));
    String third = aLead(Map.of("firstName", "Noor", "email", anEmail()));
    merged(second, third);
    merged(first, second);
    await()
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from lead where merged_into is not null and id in (?, ?)",
                        UUID.fromString(first),
                        UUID.fromString(second))
                    == 2);

    post(Map.of("firstName", "Noor", "phone", phone, "message", "again"))
        .statusCode(201)
        .body("outcome", equalTo("attached"))
        .body("leadId", equalTo(third));
    TestEvents.send(new OwnershipEvent.Closed(third, 2, "lost", "rep-a", null, null));
    await()
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from lead where not open and id = ?",
                        UUID.fromString(third))
                    == 1);

    String fourth = aLead(Map.of("firstName", "Noor", "email", email, "message", "once more"));
    assertThat(received(fourth).previousLeadId()).isEqualTo(third);
  }

  private static void merged(String lead, String into) {
    TestEvents.send(new OwnershipEvent.Closed(lead, 2, "merged", "rep-a", null, null, into, null));
  }

  @Test
  void a_batch_answers_each_lead_on_its_own() {
    String email = anEmail();
    asIntegration()
        .body(List.of(Map.of("email", email), Map.of("firstName", "x"), Map.of("email", anEmail())))
        .post("/api/intake/leads:batch")
        .then()
        .statusCode(200)
        .body("items.index", contains(0, 1, 2))
        .body("items.status", contains(201, 422, 201))
        .body("items[1].problem.code", equalTo("lead.no-contact"));
    asIntegration()
        .urlEncodingEnabled(false)
        .config(NDJSON_AS_TEXT)
        .contentType("application/x-ndjson")
        .body("{\"email\":\"" + email + "\"}\n\nnot json\n")
        .post("/api/intake/leads:batch")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[0].outcome", equalTo("duplicate"))
        .body("items[1].problem.code", equalTo("request.malformed"));
  }

  @Test
  void the_person_is_shown_to_those_who_work_on_the_lead_and_nobody_else() {
    String email = anEmail();
    String id = aLead(Map.of("email", email, "message", "secret wish", "company", "ACME"));
    TestEvents.send(new RosterEvent.Team("team-" + id, "T", null, null, List.of("boss"), false));
    TestEvents.send(new RosterEvent.Team("other-" + id, "O", null, null, List.of("chief"), false));
    TestEvents.send(granted(id, 1, "owner", "team-" + id));
    TestEvents.send(new OwnershipEvent.HelperAdded(id, "friend", "read", null));
    await()
        .untilAsserted(
            () -> {
              show(id, "friend", "rep").body("contact.email", equalTo(email));
              show(id, "boss", "rep", "manager").body("contact.email", equalTo(email));
            });

    show(id, "owner", "rep").body("message", equalTo("secret wish"));
    show(id, "admin", "admin").body("contact.email", equalTo(email));
    for (String[] other :
        List.of(
            new String[] {"stranger", "rep"},
            new String[] {"chief", "manager"},
            new String[] {"crm", "integration"})) {
      show(id, other[0], other[1])
          .body("company", equalTo("ACME"))
          .body("contact", nullValue())
          .body("message", nullValue());
    }
    as("stranger", "rep")
        .queryParam("email", email)
        .get("/api/intake/leads")
        .then()
        .body("items", hasSize(0));
    as("chief", "manager")
        .queryParam("email", email)
        .get("/api/intake/leads")
        .then()
        .body("items", hasSize(0));
    as("boss", "manager")
        .queryParam("email", email)
        .get("/api/intake/leads")
        .then()
        .body("items.leadId", contains(id));
  }

  @Test
  void an_older_fact_of_the_ledger_does_not_undo_a_newer_one() {
    String id = aLead(Map.of("email", anEmail()));
    TestEvents.send(granted(id, 3, "new-owner", null));
    TestEvents.send(granted(id, 1, "old-owner", null));
    TestEvents.send(new OwnershipEvent.HelperAdded(id, "last", "read", null));

    await()
        .untilAsserted(
            () ->
                show(id, "last", "rep")
                    .body("contact.email", org.hamcrest.Matchers.notNullValue()));
    show(id, "admin", "admin").body("owner", equalTo("new-owner")).body("epoch", equalTo(3));
  }

  @Test
  void a_region_in_words_becomes_its_path_in_the_tree() {
    TestEvents.send(
        new RosterEvent.Region(
            RosterEvent.Region.TREE,
            List.of(
                node("华东区", node("江苏", node("苏州")), node("上海")),
                node("华南区", new RosterEvent.Region.Node("广东", List.of("Guangdong"), List.of()))),
            false));

    await()
        .untilAsserted(
            () ->
                assertThat(region(Map.of("city", "苏州市", "region", "江苏省")))
                    .containsExactly("华东区", "江苏", "苏州"));
    assertThat(region(Map.of("region", "guangdong"))).containsExactly("华南区", "广东");
    assertThat(region(Map.of("region", "Atlantis"))).isEmpty();
  }

  private static List<String> region(Map<String, String> place) {
    Map<String, String> lead = new java.util.HashMap<>(place);
    lead.put("email", anEmail());
    return received(aLead(lead)).region();
  }

  @Test
  void erasure_removes_the_person_and_keeps_the_facts() {
    String email = anEmail();
    String id = aLead(Map.of("email", email, "message", "secret wish", "company", "ACME"));

    asAdmin().post("/api/intake/leads/" + id + "/erase").then().statusCode(200);
    asAdmin().post("/api/intake/leads/" + id + "/erase").then().statusCode(200);

    show(id, "admin", "admin")
        .body("company", equalTo("ACME"))
        .body("contact", nullValue())
        .body("message", nullValue());
    assertThat(TestEvents.logged(id, LeadEvent.Erased.class)).hasSize(1);
    assertThat(
            TestEvents.count(
                """
                select (select count(*) from lead where person like ?)
                     + (select count(*) from submission where convert_from(body, 'UTF8') like ?)
                     + (select count(*) from lead_identity where value = ?)
                     + (select count(*) from event_log where payload like ?)
                """,
                "%" + email + "%",
                "%" + email + "%",
                email,
                "%" + email + "%"))
        .isZero();
  }

  private static RosterEvent.Region.Node node(String name, RosterEvent.Region.Node... below) {
    return new RosterEvent.Region.Node(name, List.of(), List.of(below));
  }

  private static OwnershipEvent.Granted granted(
      String id, long epoch, String owner, @org.jspecify.annotations.Nullable String team) {
    Instant now = Instant.now();
    return new OwnershipEvent.Granted(
        id, epoch, owner, team, "assigned", null, now, now, now, null, TERMS, null, null);
  }

  private static final Terms TERMS = new Terms("P10D", "P3D", "P20D", null, "calendar");

  private static io.restassured.response.ValidatableResponse show(
      String id, String user, String... roles) {
    return as(user, roles).get("/api/intake/leads/" + id).then().statusCode(200);
  }
}
