package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Bad input gets a clear typed error, and where a submission was made it is kept. */
class BadInputIT {

  private static final String LEADS = "/api/intake/leads";

  private final Installation fairlead = TheInstallation.get();

  @Test
  void malformed_json_is_400() {
    Answer answer =
        fairlead.as("integration").post(LEADS, "application/json", bytes("{\"email\": "));
    problem(answer, 400);
  }

  @Test
  void another_content_type_is_415() {
    problem(fairlead.as("integration").post(LEADS, "text/csv", bytes("a,b")), 415);
  }

  @Test
  void a_body_over_the_limit_is_413() {
    problem(
        fairlead
            .as("integration")
            .post(LEADS, "application/json", bytes("\"" + "x".repeat(3_000_000) + "\"")),
        413);
  }

  @Test
  void an_unknown_connector_is_404() {
    problem(fairlead.anonymous().postForm("/in/form/nowhere", Map.of("phone", "1")), 404);
  }

  @Test
  void a_lead_without_contact_is_422_with_pointers_and_the_submission_is_kept() {
    try (Organisation ours = Organisation.in(fairlead)) {
      String form = ours.form("empty");

      Answer answer = fairlead.anonymous().postForm(form, Map.of("message", "hello"));

      problem(answer, 422);
      assertThat(answer.body().path("errors").findValuesAsText("pointer")).isNotEmpty();
      assertThat(rejected(form)).isTrue();
    }
  }

  @Test
  void a_wrong_or_missing_token_is_401() {
    problem(fairlead.anonymous().post(LEADS, Map.of("email", "a@example.com")), 401);
    problem(
        fairlead
            .anonymous()
            .with("Authorization", "Bearer not.a.token")
            .post(LEADS, Map.of("email", "a@example.com")),
        401);
  }

  @Test
  void an_expired_token_is_401() {
    String expired = fairlead.launcher().run("token", "admin", "--ttl", "PT-1H").out().strip();
    problem(
        fairlead
            .anonymous()
            .with("Authorization", "Bearer " + expired)
            .get("/api/intake/submissions"),
        401);
  }

  @Test
  void the_wrong_role_is_403() {
    problem(fairlead.as("analyst").post(LEADS, Map.of("email", "a@example.com")), 403);
  }

  @Test
  void an_unknown_lead_is_404() {
    String lead = UUID.randomUUID().toString();
    problem(fairlead.as("admin").get("/api/ownership/leads/" + lead), 404);
    problem(fairlead.as("admin").get(LEADS + "/" + lead), 404);
  }

  private boolean rejected(String form) {
    return StreamSupport.stream(
            fairlead
                .as("admin")
                .get("/api/intake/submissions?status=rejected&limit=500")
                .ok()
                .body()
                .path("items")
                .spliterator(),
            false)
        .anyMatch(item -> ("/in/" + item.path("connector").asText()).equals(form));
  }

  private static void problem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.text("code")).isNotEmpty();
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
