package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fifty reps reach for one lead. */
class ClaimRaceIT {

  private static final int REPS = 50;

  private final Installation fairlead = TheInstallation.get();

  @Test
  void fifty_reps_claim_one_lead_at_once_and_one_has_it() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead);
        ExecutorService all = Executors.newFixedThreadPool(REPS)) {
      String team = ours.team("racers");
      List<String> reps =
          IntStream.range(0, REPS).mapToObj(i -> ours.rep("racer" + i, team)).toList();
      String nobody = ours.team("nobody");
      String source = ours.id("race");
      String pool = ours.pool("race", reps, Map.of("dailyLimit", 5));
      ours.policy(
          """
          {"id": "%1$s", "name": "Race", "when": "lead.source == \\"%1$s\\"",
           "assign": {"team": "%2$s"}, "otherwise": {"pool": "%3$s"}}
          """
              .formatted(source, nobody, pool));
      ours.awaitKnown(pool, reps);
      String lead = pooled(source);
      events.await(lead, "pooled@1", e -> e.topic().equals("pool.events") && e.epoch() == 1);

      List<Answer> answers = race(all, reps, pool, lead);

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

  private String pooled(String source) {
    return fairlead
        .as("integration")
        .post(
            "/api/intake/leads",
            Map.of("fullName", "Race", "email", source + "@example.com", "source", source))
        .expect(201)
        .text("leadId");
  }

  private List<Answer> race(ExecutorService all, List<String> reps, String pool, String lead)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> claims = new ArrayList<>();
    for (String rep : reps) {
      Api api = fairlead.as(rep);
      claims.add(
          all.submit(
              () -> {
                start.await();
                return api.post("/api/pool/pools/" + pool + "/leads/" + lead + "/claim");
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
