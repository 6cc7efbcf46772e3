package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a web form to a rep, to the pool, to another rep: the way every lead may go. */
class TheCircleIT {

  private final Installation fairlead = TheInstallation.get();

  @Test
  void a_lead_goes_from_a_form_to_a_rep_to_the_pool_and_to_another_rep() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String alice = ours.rep("alice", ours.team("first"));
      String bob = ours.rep("bob", ours.team("second"));
      String form = ours.form("landing");
      String source = ours.id("shore");
      String shore = ours.pool("shore", List.of(alice, bob), Map.of("previousOwnerBar", "P1D"));
      ours.policy(
          """
          {"id": "%1$s", "name": "Circle", "when": "lead.source == \\"%1$s\\"",
           "assign": {"team": "%2$s", "strategy": "round-robin"},
           "protect": {"initial": "PT8S", "extend": "PT10S", "max": "PT60S", "accept": "PT6S",
                       "days": "calendar"},
           "otherwise": {"pool": "%1$s"}}
          """
              .formatted(source, ours.id("first")));
      ours.awaitKnown(shore, List.of(alice, bob));

      try (NoticeStream toAlice = fairlead.notices(alice);
          NoticeStream toBob = fairlead.notices(bob)) {
        // the form
        Answer posted =
            fairlead
                .anonymous()
                .postForm(
                    form,
                    Map.of(
                        "full_name", "王小明",
                        "phone", phone(),
                        "company", "某某制造",
                        "source", source,
                        // no sample pool wants it; the number's own region might be one's
                        "region", "广东",
                        "message", "请联系我"))
                .ok();
        assertThat(posted.text("outcome")).isEqualTo("created");
        String lead = posted.text("leadId");

        // the rep
        CloudEvent received = events.await(lead, "received");
        CloudEvent assigned = events.await(lead, "assigned", 0);
        CloudEvent granted = events.await(lead, "granted", 1);
        assertThat(received.text("connector")).isEqualTo(form.substring("/in/".length()));
        assertThat(received.body().at("/contact/phoneE164").asText()).startsWith("+8613");
        assertThat(assigned.text("repId")).isEqualTo(alice);
        assertThat(granted.text("owner")).isEqualTo(alice);
        assertThat(granted.body().path("contact").isMissingNode()).isTrue();
        for (CloudEvent event : List.of(received, assigned, granted)) {
          isACloudEventAbout(lead, event);
          assertThat(event.correlationId()).isEqualTo(received.correlationId());
        }
        assertThat(assigned.causationId()).isEqualTo(received.id());
        assertThat(granted.causationId()).isEqualTo(assigned.id());
        await().untilAsserted(() -> assertThat(toAlice.typesOf(lead)).containsExactly("offered"));

        // accepted and worked on
        Api aliceApi = fairlead.as(alice);
        aliceApi.post("/api/ownership/leads/" + lead + "/accept").ok();
        events.await(lead, "accepted");
        aliceApi.post("/api/ownership/leads/" + lead + "/activities", Map.of("kind", "call")).ok();
        CloudEvent extended = events.await(lead, "extended", 1);
        assertThat(time(extended, "deadline")).isAfter(time(granted, "deadline"));
        JsonNode owned = aliceApi.get("/api/ownership/leads/" + lead).ok().body();
        assertThat(owned.path("state").asText()).isEqualTo("owned");
        assertThat(owned.path("deadline").asText()).isEqualTo(extended.text("deadline"));
        assertThat(owned.path("acceptedAt").asText()).isNotEmpty();

        // the protection ends
        CloudEvent lapsed = events.await(lead, "lapsed", 1);
        CloudEvent released = events.await(lead, "released", 2);
        CloudEvent pooled =
            events.await(
                lead,
                "pooled@2",
                event -> event.epoch() == 2 && event.topic().equals("pool.events"));
        assertThat(lapsed.text("deadline")).isEqualTo(extended.text("deadline"));
        assertThat(Instant.parse(lapsed.header("ce_time")))
            .isAfterOrEqualTo(time(extended, "deadline"));
        assertThat(released.text("cause")).isEqualTo("recycled");
        assertThat(released.text("from")).isEqualTo(alice);
        assertThat(released.text("to")).isEqualTo("pool");
        assertThat(released.causationId()).isEqualTo(lapsed.id());
        assertThat(pooled.text("pool")).isEqualTo(shore);
        assertThat(pooled.causationId()).isEqualTo(released.id());
        await().untilAsserted(() -> assertThat(toAlice.typesOf(lead)).contains("recycled"));

        // another rep
        String claim = "/api/pool/pools/" + shore + "/leads/" + lead + "/claim";
        Answer barred = aliceApi.post(claim);
        assertThat(barred.status()).isIn(403, 409);
        assertThat(barred.text("code")).isEqualTo("claim.previous-owner");
        Answer claimed = fairlead.as(bob).post(claim).ok();
        assertThat(claimed.body().path("epoch").asLong()).isEqualTo(2);
        CloudEvent claim2 = events.await(lead, "claimed", 2);
        CloudEvent again = events.await(lead, "granted", 3);
        assertThat(again.text("owner")).isEqualTo(bob);
        assertThat(again.text("cause")).isEqualTo("claimed");
        assertThat(again.causationId()).isEqualTo(claim2.id());
        assertThat(again.correlationId())
            .isEqualTo(claim2.correlationId())
            .isNotEqualTo(received.correlationId());
        await().untilAsserted(() -> assertThat(toBob.typesOf(lead)).containsExactly("claim-won"));

        // what is remembered
        JsonNode history =
            fairlead
                .as(bob)
                .get("/api/ownership/leads/" + lead + "/history")
                .ok()
                .body()
                .path("items");
        assertThat(history.findValuesAsText("cause"))
            .containsExactly("assigned", "recycled", "claimed");
        assertThat(history.findValuesAsText("epoch")).containsExactly("1", "2", "3");
        assertThat(history.findValuesAsText("to")).containsExactly(alice, bob);
        assertThat(aliceApi.post("/api/ownership/leads/" + lead + "/accept").status())
            .isEqualTo(403);
        assertThat(events.of(lead)).extracting(CloudEvent::id).doesNotHaveDuplicates();
      }
    }
  }

  private static void isACloudEventAbout(String lead, CloudEvent event) {
    assertThat(event.header("ce_specversion")).isEqualTo("1.0");
    assertThat(event.header("ce_source")).startsWith("/fairlead/");
    assertThat(event.header("ce_subject")).isEqualTo(lead);
    assertThat(event.header("content-type")).startsWith("application/json");
    assertThat(event.header("traceparent")).isNotEmpty();
    assertThat(event.id()).isNotEmpty();
    assertThat(Instant.parse(event.header("ce_time")))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plusSeconds(1));
    assertThat(event.type()).matches("dev\\.fairlead\\.[a-z]+\\.[a-z-]+\\.v1");
  }

  private static Instant time(CloudEvent event, String field) {
    return Instant.parse(event.text(field));
  }

  /** A mobile number that no other test has. */
  private static String phone() {
    return "139%08d".formatted(System.nanoTime() / 1000 % 100_000_000);
  }
}
