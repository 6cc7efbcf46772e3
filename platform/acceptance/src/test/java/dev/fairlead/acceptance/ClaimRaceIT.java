package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many reps reach for one lead, and one rep for many, at two processes of the pool's service. */
class ClaimRaceIT {

  private static final int REPS = 200;

  private final Installation fairlead = TheInstallation.get();

  @Test
  void two_hundred_reps_claim_one_lead_at_once_and_one_has_it() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead);
        ExecutorService all = Executors.newFixedThreadPool(REPS)) {
      String team = ours.team("racers");
      List<String> reps =
          IntStream.range(0, REPS).mapToObj(i -> ours.rep("racer" + i, team)).toList();
      String nobody = ours.team("nobody");
      String source = ours.id("race");
      String pool = ours.pool("race", reps, Map.of("dailyLimit", 5));
      ours.policy(toPool(source, nobody, pool));
      ours.awaitKnown(pool, reps);
      String lead = pooled(source, 0, events);

      List<Answer> answers = atOnce(all, reps, rep -> claim(rep, pool, lead));

      assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
      assertThat(answers.stream().filter(a -> a.status() == 409)).hasSize(REPS - 1);
      assertThat(answers.stream().filter(a -> a.status() == 409).map(a -> a.text("code")))
          .containsOnly("claim.gone");
      CloudEvent granted = events.await(lead, "granted", 2);
      String winner =
          reps.get(
              IntStream.range(0, REPS)
                  .filter(i -> answers.get(i).status() == 200)
                  .findFirst()
                  .orElseThrow());
      assertThat(granted.text("owner")).isEqualTo(winner);
      assertThat(events.of(lead).stream().filter(e -> e.name().equals("claimed"))).hasSize(1);
    }
  }

  @Test
  void a_rep_who_fires_fifty_claims_at_once_with_a_limit_of_five_gets_five() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead);
        ExecutorService all = Executors.newFixedThreadPool(50)) {
      String greedy = ours.rep("greedy", ours.team("eaters"));
      String source = ours.id("heap");
      String pool = ours.pool("heap", List.of(greedy), Map.of("dailyLimit", 5));
      ours.policy(toPool(source, ours.team("nobody"), pool));
      ours.awaitKnown(pool, List.of(greedy));
      List<String> leads = IntStream.range(0, 50).mapToObj(i -> pooled(source, i, events)).toList();

      List<Answer> answers = atOnce(all, leads, lead -> claim(greedy, pool, lead));

      assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(5);
      assertThat(answers.stream().filter(a -> a.status() == 409).map(a -> a.text("code")))
          .hasSize(45)
          .containsOnly("claim.daily-limit");
      assertThat(quota(greedy, pool).path("used").asInt()).isEqualTo(5);
      for (int i = 0; i < leads.size(); i++) {
        if (answers.get(i).status() == 200) {
          assertThat(events.await(leads.get(i), "granted", 2).text("owner")).isEqualTo(greedy);
        }
      }
    }
  }

  private JsonNode quota(String rep, String pool) {
    for (JsonNode row : fairlead.as(rep).get("/api/pool/quota").ok().body().path("items")) {
      if (row.path("pool").asText().equals(pool)) {
        return row;
      }
    }
    throw new AssertionError("no quota of " + rep + " in " + pool);
  }

  private static String toPool(String source, String nobody, String pool) {
    return """
        {"id": "%1$s", "name": "Race", "when": "lead.source == \\"%1$s\\"",
         "assign": {"team": "%2$s"}, "otherwise": {"pool": "%3$s"}}
        """
        .formatted(source, nobody, pool);
  }

  private String pooled(String source, int number, EventFeed events) {
    String lead =
        fairlead
            .as("integration")
            .post(
                "/api/intake/leads",
                Map.of(
                    "fullName",
                    "Race",
                    "email",
                    source + number + "@example.com",
                    "source",
                    source))
            .expect(201)
            .text("leadId");
    events.await(lead, "pooled@1", e -> e.topic().equals("pool.events") && e.epoch() == 1);
    return lead;
  }

  private Answer claim(String rep, String pool, String lead) {
    return fairlead.as(rep).post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim");
  }

  private static <T> List<Answer> atOnce(
      ExecutorService all, List<T> each, Function<T, Answer> claiming) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> claims = new ArrayList<>();
    for (T one : each) {
      claims.add(
          all.submit(
              () -> {
                start.await();
                return claiming.apply(one);
              }));
    }
    start.countDown();
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> claim : claims) {
      answers.add(claim.get());
    }
    return answers;
  }
}
