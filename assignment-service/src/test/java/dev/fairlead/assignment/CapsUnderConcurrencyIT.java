package dev.fairlead.assignment;

import static dev.fairlead.assignment.Scene.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * domain.md, section 2: under concurrent batches on several replicas a capacity or rate cap must
 * never be exceeded. Each batch here is a transaction of its own, as another replica's would be;
 * what they share is the database.
 */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class CapsUnderConcurrencyIT {

  private static final int BATCHES = 12;
  private static final int LEADS = 8;

  @Inject EventHandler handler;
  @Inject Transactions transactions;

  @Test
  void concurrentBatchesNeverExceedACapacity() throws Exception {
    String shared = newId("shared");
    String one = Scene.team(5, newId("an"), newId("bo"), shared);
    String other = Scene.team(5, newId("chi"));
    Scene.put("/reps/" + shared, Map.of("name", "x", "teams", List.of(one, other), "capacity", 5));
    Scene.activate(
        Map.of(
            "rules",
            List.of(
                rule("one", one, Map.of(), "lead.segment == \"a\""),
                rule("other", other, Map.of(), "true")),
            "fallback",
            Map.of("pool", "public")));

    Map<String, Integer> got = race();

    assertThat(got).hasSize(4);
    assertThat(got.values()).allMatch(leads -> leads == 5);
  }

  @Test
  void concurrentBatchesNeverExceedARateCap() throws Exception {
    String team = Scene.team(null, newId("an"), newId("bo"), newId("chi"));
    Scene.activate(
        Map.of(
            "rules",
            List.of(
                rule("capped", team, Map.of("rateCap", Map.of("per", "month", "max", 7)), "true")),
            "fallback",
            Map.of("pool", "public")));

    Map<String, Integer> got = race();

    assertThat(got).hasSize(3);
    assertThat(got.values()).allMatch(leads -> leads == 7);
  }

  private static Map<String, Object> rule(
      String id, String team, Map<String, ?> assign, String when) {
    Map<String, Object> how = new HashMap<>(assign);
    how.put("team", team);
    how.put("strategy", "weighted");
    return Map.of("id", id, "when", when, "assign", how, "otherwise", Map.of("pool", "overflow"));
  }

  /** Decides on many leads in many transactions at once; answers how many each rep got. */
  private Map<String, Integer> race() throws Exception {
    List<String> leads = new ArrayList<>();
    List<Callable<Object>> batches =
        IntStream.range(0, BATCHES)
            .mapToObj(
                batch -> {
                  List<Envelope> events =
                      IntStream.range(0, LEADS).mapToObj(i -> event(i, leads)).toList();
                  return (Callable<Object>) () -> decide(events);
                })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(BATCHES)) {
      for (Future<Object> done : threads.invokeAll(batches)) {
        done.get();
      }
    }
    Map<String, Integer> got = new HashMap<>();
    for (String lead : leads) {
      assertThat(TestEvents.logged(lead)).hasSize(1);
      TestEvents.logged(lead, AssignmentEvent.Assigned.class)
          .forEach(assigned -> got.merge(assigned.repId(), 1, Integer::sum));
    }
    return got;
  }

  private static Envelope event(int i, List<String> leads) {
    String lead = Ids.nextText();
    leads.add(lead);
    return new Envelope(
        Ids.nextText(),
        "/fairlead/test",
        Instant.now(),
        Ids.nextText(),
        null,
        null,
        Scene.lead(lead, List.of(), null, i % 2 == 0 ? "a" : "b", null, false));
  }

  private Object decide(List<Envelope> events) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () -> transactions.run(session -> handler.apply(session, events)));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
