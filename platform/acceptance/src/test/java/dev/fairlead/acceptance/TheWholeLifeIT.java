package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through all services: stages, disputes, caps, draws and what can be proved afterwards. */
class TheWholeLifeIT {

  private final Installation fairlead = TheInstallation.get();

  @Test
  void an_sdr_qualifies_an_ae_wins_a_csm_takes_over_and_those_before_stay_helpers()
      throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String team = ours.team("stages");
      String sdr = ours.rep("sdr", team, Map.of("roles", List.of("sdr")));
      String ae = ours.rep("ae", team, Map.of("roles", List.of("ae")));
      String csm = ours.rep("csm", team, Map.of("roles", List.of("csm")));
      String source = ours.id("stages");
      ours.policy(
          rule(source, source, team, "\"stage\": \"sdr\","),
          rule(source + "-ae", source, team, "\"stage\": \"ae\","),
          rule(source + "-csm", source, team, "\"stage\": \"csm\","),
          rule(source + "-new", source, team, ""));
      String lead = lead(source, 0);
      CloudEvent first = events.await(lead, "granted", 1);
      String owner = first.text("owner");
      assertThat(owner).isIn(sdr, ae, csm);

      handOff(owner, lead, "ae");
      CloudEvent second = events.await(lead, "granted", 3);
      assertThat(second.text("owner")).isEqualTo(ae);
      assertThat(second.text("cause")).isEqualTo("handed-off");
      fairlead
          .as(ae)
          .post("/api/ownership/leads/" + lead + "/close", Map.of("result", "won", "value", 1200))
          .ok();
      events.await(lead, "closed", 4);
      handOff(ae, lead, "csm");
      CloudEvent third = events.await(lead, "granted", 6);

      assertThat(third.text("owner")).isEqualTo(csm);
      JsonNode held = fairlead.as(csm).get("/api/ownership/leads/" + lead).ok().body();
      assertThat(held.path("helpers").findValuesAsText("repId")).contains(ae);
      JsonNode history = history(csm, lead);
      assertThat(history.findValuesAsText("cause"))
          .containsExactly(
              "assigned", "handed-off", "handed-off", "closed", "handed-off", "handed-off");
    }
  }

  @Test
  void an_open_dispute_keeps_a_lead_that_would_have_been_recycled_and_its_decision_moves_it()
      throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String holder = ours.rep("holder", ours.team("holders"));
      String claimant = ours.rep("claimant", ours.team("claimants"));
      String source = ours.id("quarrel");
      String pool = ours.pool("quarrel", List.of(holder), Map.of());
      ours.policy(
          """
          {"id": "%1$s", "name": "Quarrel", "when": "lead.source == \\"%1$s\\"",
           "assign": {"team": "%2$s", "strategy": "round-robin"},
           "protect": {"initial": "PT9S", "extend": "PT1S", "max": "P1D", "days": "calendar"},
           "otherwise": {"pool": "%3$s"}}
          """
              .formatted(source, ours.id("holders"), pool));
      ours.awaitKnown(pool, List.of(holder));
      String quarrel = lead(source, 0);
      String control = lead(source, 1);
      events.await(quarrel, "granted", 1);
      fairlead.tokens(List.of(claimant));

      String dispute =
          fairlead
              .as(claimant)
              .post(
                  "/api/ownership/disputes",
                  Map.of("leadId", quarrel, "claim", "I visited them first"))
              .expect(201)
              .text("id");
      events.await(quarrel, "dispute-opened");
      events.await(control, "released", 2);
      assertThat(events.of(quarrel)).extracting(CloudEvent::name).doesNotContain("released");
      fairlead
          .as("manager")
          .post(
              "/api/ownership/disputes/" + dispute + "/decision",
              Map.of("outcome", "transfer", "reason", "the visit came first"))
          .ok();

      CloudEvent moved = events.await(quarrel, "transferred", 2);
      assertThat(moved.text("to")).isEqualTo(claimant);
      assertThat(moved.text("cause")).isEqualTo("disputed");
      events.await(quarrel, "dispute-decided");
    }
  }

  @Test
  void a_claim_beyond_the_cap_is_refused_whatever_the_pool_believed_and_spends_nothing()
      throws Exception {
    Api admin = fairlead.as("admin");
    JsonNode before = admin.get("/api/pool/settings").ok().body();
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String rep = ours.rep("collector", ours.team("collectors"));
      String source = ours.id("capped");
      String pool = ours.pool("capped", List.of(rep), Map.of("dailyLimit", 9));
      ours.policy(toPool(source, ours.team("nobody"), pool));
      ours.awaitKnown(pool, List.of(rep));
      List<String> leads = IntStream.range(0, 3).mapToObj(i -> lead(source, i)).toList();
      leads.forEach(lead -> events.await(lead, "pooled@1", e -> isPooled(e)));
      putSettings(admin, 2);
      events.await(
          java.time.Duration.ofSeconds(20),
          "settings with the cap",
          e -> e.name().equals("settings"),
          e -> e.body().path("globalHoldingCap").asInt() == 2);

      for (String lead : leads.subList(0, 2)) {
        fairlead.as(rep).post(claim(pool, lead)).ok();
        events.await(lead, "granted", 2);
      }
      Answer third = fairlead.as(rep).post(claim(pool, leads.getLast()));
      assertThat(third.status()).isEqualTo(409);
      assertThat(third.text("code")).isEqualTo("claim.global-cap");
      Answer given =
          admin.post(
              "/api/pool/pools/" + pool + "/leads/" + leads.getLast() + "/assign",
              Map.of("repId", rep));
      if (given.status() < 300) {
        events.await(leads.getLast(), "refused", e -> e.text("reason").equals("cap"));
      } else {
        assertThat(given.status()).isEqualTo(409);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          admin
                              .get("/api/pool/pools/" + pool + "/leads")
                              .ok()
                              .body()
                              .path("items")
                              .findValuesAsText("leadId"))
                      .containsExactly(leads.getLast()));
    } finally {
      restoreSettings(admin, before);
    }
  }

  @Test
  void evidence_is_verified_by_the_launcher_and_one_changed_word_is_found(@TempDir Path directory)
      throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String team = ours.team("witnesses");
      String rep = ours.rep("witness", team);
      String other = ours.rep("other", team);
      String source = ours.id("evidence");
      ours.policy(rule(source, source, team, ""));
      String lead = lead(source, 0);
      String owner = events.await(lead, "granted", 1).text("owner");
      fairlead
          .as("admin")
          .post(
              "/api/ownership/leads/" + lead + "/transfer",
              Map.of("to", owner.equals(rep) ? other : rep, "reason", "holiday"))
          .ok();
      JsonNode pack =
          fairlead.as("admin").get("/api/ownership/leads/" + lead + "/evidence").ok().body();
      Path file = directory.resolve("evidence.json");

      Files.writeString(file, pack.toString());
      assertThat(fairlead.launcher().run("verify-evidence", file.toString()).status()).isZero();
      ((ObjectNode) pack.path("entries").get(1)).put("to", "somebody-else");
      Files.writeString(file, pack.toString());
      assertThat(fairlead.launcher().run("verify-evidence", file.toString()).status()).isEqualTo(1);
    }
  }

  @Test
  void of_the_claims_in_a_fair_window_one_is_drawn_by_the_published_seed() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String team = ours.team("drawers");
      List<String> reps = IntStream.range(0, 5).mapToObj(i -> ours.rep("d" + i, team)).toList();
      String source = ours.id("draw");
      String pool = ours.pool("draw", reps, Map.of("fairWindow", "PT4S", "draw", "random"));
      ours.policy(toPool(source, ours.team("nobody"), pool));
      ours.awaitKnown(pool, reps);
      String lead = lead(source, 0);
      events.await(lead, "pooled@1", TheWholeLifeIT::isPooled);

      for (String rep : reps) {
        fairlead.as(rep).post(claim(pool, lead)).expect(202);
      }
      CloudEvent granted = events.await(lead, "granted", 2);
      CloudEvent claimed = events.await(lead, "claimed", 1);

      String seed = claimed.text("seed");
      String winner =
          reps.stream()
              .min(java.util.Comparator.comparing(rep -> lot(seed, rep, lead)))
              .orElseThrow();
      assertThat(granted.text("owner")).isEqualTo(winner).isEqualTo(claimed.text("repId"));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          events.of(lead).stream()
                              .filter(e -> e.name().equals("claim-lost"))
                              .map(e -> e.text("seed")))
                      .hasSize(4)
                      .containsOnly(seed));
    }
  }

  private static java.math.BigInteger lot(String seed, String rep, String lead) {
    try {
      byte[] hash =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(
                  (seed + "|" + rep + "|" + lead)
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new java.math.BigInteger(1, hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handOff(String rep, String lead, String stage) {
    fairlead.as(rep).post("/api/ownership/leads/" + lead + "/handoff", Map.of("stage", stage)).ok();
  }

  private JsonNode history(String rep, String lead) {
    return fairlead
        .as(rep)
        .get("/api/ownership/leads/" + lead + "/history")
        .ok()
        .body()
        .path("items");
  }

  private String lead(String source, int number) {
    return fairlead
        .as("integration")
        .post(
            "/api/intake/leads",
            Map.of(
                "fullName", "Whole", "email", source + number + "@example.com", "source", source))
        .expect(201)
        .text("leadId");
  }

  private static String claim(String pool, String lead) {
    return "/api/pool/pools/" + pool + "/leads/" + lead + "/claim";
  }

  private static boolean isPooled(CloudEvent event) {
    return event.topic().equals("pool.events") && event.epoch() == 1;
  }

  private static String rule(String id, String source, String team, String stage) {
    return """
        {"id": "%s", "name": "Life", "when": "lead.source == \\"%s\\"", %s
         "assign": {"team": "%s", "strategy": "round-robin"},
         "protect": {"initial": "P10D", "extend": "P3D", "max": "P20D", "days": "calendar"}}
        """
        .formatted(id, source, stage, team);
  }

  private static String toPool(String source, String nobody, String pool) {
    return """
        {"id": "%1$s", "name": "Life", "when": "lead.source == \\"%1$s\\"",
         "assign": {"team": "%2$s"}, "otherwise": {"pool": "%3$s"}}
        """
        .formatted(source, nobody, pool);
  }

  private static void putSettings(Api admin, int cap) {
    Answer now = admin.get("/api/pool/settings").ok();
    ObjectNode document = now.body().deepCopy();
    document.put("globalHoldingCap", cap);
    put(admin, now, document);
  }

  private static void restoreSettings(Api admin, JsonNode before) {
    Answer now = admin.get("/api/pool/settings").ok();
    put(admin, now, before.deepCopy());
  }

  private static void put(Api admin, Answer now, ObjectNode document) {
    document.remove("version");
    Api conditional =
        now.headers().firstValue("ETag").map(tag -> admin.with("If-Match", tag)).orElse(admin);
    conditional.put("/api/pool/settings", document).ok();
  }
}
