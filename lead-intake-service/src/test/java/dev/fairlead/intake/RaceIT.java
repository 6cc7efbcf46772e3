package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aForm;
import static dev.fairlead.intake.Scene.aPhone;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asIntegration;
import static dev.fairlead.intake.Scene.urlencoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * domain.md: N equal submissions arriving at once must give one lead and N−1 touches or duplicates.
 */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class RaceIT {

  private static final int N = 50;

  private record Taken(int status, String leadId, String outcome) {}

  @Test
  void equal_submissions_at_once_give_one_lead() throws Exception {
    String phone = aPhone();

    List<Taken> taken = atOnce(i -> post(Map.of("phone", phone)));

    assertThat(taken).allMatch(one -> one.status == 201);
    assertThat(taken).extracting(Taken::leadId).containsOnly(taken.getFirst().leadId);
    assertThat(taken).filteredOn(one -> one.outcome.equals("created")).hasSize(1);
    assertThat(TestEvents.logged(taken.getFirst().leadId, LeadEvent.Received.class)).hasSize(1);
  }

  @Test
  void submissions_of_one_person_at_once_by_several_ways_give_one_lead() throws Exception {
    String phone = aPhone();
    String email = anEmail();
    String form = aForm(Map.of());

    List<Taken> taken =
        atOnce(
            i ->
                i % 2 == 0
                    ? post(Map.of("phone", phone, "email", email, "message", "m" + i))
                    : taken(
                        urlencoded()
                            .formParam("email", email)
                            .formParam("phone", phone)
                            .formParam("message", "m" + i)
                            .post("/in/form/" + form)));

    assertThat(taken).filteredOn(one -> one.outcome.equals("created")).hasSize(1);
    assertThat(taken).filteredOn(one -> one.outcome.equals("attached")).hasSize(N - 1);
    assertThat(TestEvents.logged(taken.getFirst().leadId, LeadEvent.Touched.class)).hasSize(N - 1);
  }

  @Test
  void people_of_one_company_at_once_give_one_lead_where_the_company_counts() throws Exception {
    String domain = "c" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    String form = aForm(Map.of("dedupeIdentities", List.of("phone", "email", "company")));

    List<Taken> taken =
        atOnce(
            i ->
                taken(
                    urlencoded()
                        .formParam("email", "p" + i + "@" + domain)
                        .formParam("company", i % 2 == 0 ? "恒锐机械有限公司" : "恒锐 机械（集团）股份有限公司")
                        .post("/in/form/" + form)));

    assertThat(taken).filteredOn(one -> one.outcome.equals("created")).hasSize(1);
    assertThat(taken).filteredOn(one -> one.outcome.equals("attached")).hasSize(N - 1);
  }

  @Test
  void different_people_at_once_are_all_taken_and_share_transactions() throws Exception {
    long before = transactions();

    List<Taken> taken = atOnce(i -> post(Map.of("email", anEmail())));

    assertThat(taken).allMatch(one -> one.outcome.equals("created"));
    assertThat(taken).extracting(Taken::leadId).doesNotHaveDuplicates();
    assertThat(transactions() - before).isLessThan(N);
  }

  private static long transactions() {
    return TestEvents.count("select count(distinct xmin::text) from submission");
  }

  @Test
  void one_idempotency_key_at_once_takes_effect_once() throws Exception {
    String key = UUID.randomUUID().toString();
    Map<String, String> lead = Map.of("email", anEmail());

    List<Taken> taken =
        atOnce(
            i ->
                taken(
                    asIntegration()
                        .header("Idempotency-Key", key)
                        .body(lead)
                        .post("/api/intake/leads")));

    Set<String> leads = new HashSet<>();
    taken.stream().filter(one -> one.status == 201).forEach(one -> leads.add(one.leadId));
    assertThat(leads).hasSize(1);
    assertThat(taken).allMatch(one -> one.status == 201 || one.status == 409);
    assertThat(TestEvents.logged(leads.iterator().next())).hasSize(1);
  }

  private static Taken post(Map<String, ?> lead) {
    return taken(asIntegration().body(lead).post("/api/intake/leads"));
  }

  private static Taken taken(io.restassured.response.Response response) {
    return new Taken(
        response.statusCode(),
        String.valueOf((Object) response.path("leadId")),
        String.valueOf((Object) response.path("outcome")));
  }

  private interface Act {
    Taken run(int index) throws Exception;
  }

  private static List<Taken> atOnce(Act act) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(N)) {
      List<Callable<Taken>> calls =
          IntStream.range(0, N).<Callable<Taken>>mapToObj(i -> () -> act.run(i)).toList();
      List<Taken> taken = new ArrayList<>();
      for (Future<Taken> one : threads.invokeAll(calls)) {
        taken.add(one.get());
      }
      return taken;
    }
  }
}
