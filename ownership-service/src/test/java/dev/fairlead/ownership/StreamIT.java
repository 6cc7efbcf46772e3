package dev.fairlead.ownership;

import static dev.fairlead.ownership.Scene.PATIENCE;
import static dev.fairlead.ownership.Scene.aRep;
import static dev.fairlead.ownership.Scene.aTeam;
import static dev.fairlead.ownership.Scene.assigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Event;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.evidence.EvidencePack;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever arrives, in whatever order and however often, while people give commands. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class StreamIT {

  private static final int LEADS = 12;
  private static final long SEED = 20260325;

  @Test
  void proposalsShuffledAndRepeatedAmongCommandsLeaveOneChainOfCustodyPerLead() throws IOException {
    String team = aTeam();
    List<String> reps = List.of(aRep("a", team), aRep("b", team), aRep("c", team));
    Random random = new Random(SEED);
    List<String> leads = new ArrayList<>();
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < LEADS; i++) {
      String lead = UUID.randomUUID().toString();
      leads.add(lead);
      proposals(lead, team, reps).forEach(e -> sent.add(new Sent(UUID.randomUUID().toString(), e)));
    }
    List<Sent> arriving = new ArrayList<>(sent);
    arriving.addAll(sent.subList(0, sent.size() / 2));
    Collections.shuffle(arriving, random);

    Set<String> ids = new HashSet<>();
    for (Sent s : arriving) {
      TestEvents.send(s.id(), "c-" + s.id(), s.event());
      ids.add(s.id());
      if (random.nextInt(4) == 0) {
        command(leads.get(random.nextInt(LEADS)), reps.get(random.nextInt(3)), random);
      }
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count(
                        "select count(*) from inbox where event_id = any(?)",
                        (Object) ids.toArray(String[]::new))
                    == ids.size());

    assertThat(
            TestEvents.count(
                "select coalesce(max(n), 0) from (select count(*) n from ledger_entry"
                    + " where made_epoch group by lead_id, epoch) e"))
        .as("one entry per lead and epoch")
        .isEqualTo(1);
    for (String lead : leads) {
      oneChain(lead);
    }
  }

  private static void oneChain(String lead) throws IOException {
    String body =
        Scene.as("admin", "admin")
            .get("/api/ownership/leads/{id}/evidence", lead)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    JsonNode pack = new ObjectMapper().readTree(body);
    assertThat(new EvidencePack(pack).verify()).isEmpty();
    List<Long> epochs = new ArrayList<>(List.of(0L));
    String hardEnd = "";
    for (JsonNode entry : pack.path("entries")) {
      boolean made = entry.path("madeEpoch").asBoolean();
      if (made) {
        epochs.add(entry.path("epoch").asLong());
      }
      JsonNode protection = entry.path("custody").path("protection");
      if (!protection.isMissingNode()) {
        String end = protection.path("hardEnd").asText();
        boolean begins =
            made && !Set.of("transferred", "admin").contains(entry.path("cause").asText());
        assertThat(begins || end.equals(hardEnd)).as("hard end of " + entry).isTrue();
        assertThat(Instant.parse(protection.path("deadline").asText()))
            .isBeforeOrEqualTo(Instant.parse(end));
        hardEnd = end;
      }
    }
    assertThat(epochs).isEqualTo(LongStream.range(0, epochs.size()).boxed().toList());
    List<Long> told =
        TestEvents.logged(lead).stream()
            .map(TestEvents.Logged::event)
            .map(StreamIT::made)
            .filter(epoch -> epoch > 0)
            .toList();
    assertThat(told).isEqualTo(epochs.subList(1, epochs.size()));
  }

  /** The epoch a fact made; 0 when it made none. */
  private static long made(Event event) {
    return switch (event) {
      case OwnershipEvent.Granted e -> e.epoch();
      case OwnershipEvent.Transferred e -> e.epoch();
      case OwnershipEvent.Released e -> e.epoch();
      case OwnershipEvent.Closed e -> e.epoch();
      default -> 0;
    };
  }

  private static List<Event> proposals(String lead, String team, List<String> reps) {
    List<Event> all = new ArrayList<>();
    for (long epoch = 0; epoch < 6; epoch++) {
      String rep = reps.get((int) epoch % 3);
      all.add(assigned(lead, rep, team, epoch));
      all.add(
          new PoolEvent.Claimed(
              lead, epoch, "public", rep, "claimed", null, Scene.TERMS, null, null));
      all.add(new PoolEvent.Recalled(lead, epoch, "public", "touched"));
      all.add(new PoolEvent.Pooled(lead, epoch, "public", "returned", Instant.now()));
      all.add(new AssignmentEvent.Pooled(lead, epoch, "public", "d", "nobody"));
    }
    return all;
  }

  private static void command(String lead, String rep, Random random) {
    String name = List.of("release", "decline", "transfer", "activities").get(random.nextInt(4));
    Map<String, String> body =
        switch (name) {
          case "transfer" -> Map.of("to", rep, "reason", "r");
          case "activities" -> Map.of("kind", "call");
          default -> Map.of("reason", "r");
        };
    Scene.as("admin", "admin").body(body).post("/api/ownership/leads/{id}/" + name, lead);
  }

  private record Sent(String id, Event event) {}
}
