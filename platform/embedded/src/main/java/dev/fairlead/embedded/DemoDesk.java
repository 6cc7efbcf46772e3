package dev.fairlead.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Sends one lead through the front door and looks what becomes of it. Safe for many threads. */
final class DemoDesk {

  private static final String ASSIGNING = "assigning";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_LOOK = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Map<DemoSource, JsonHttp> senders = new EnumMap<>(DemoSource.class);
  private final JsonHttp observer;
  private final String language;

  /**
   * A desk.
   *
   * @param adminToken to look with
   * @param language of the sentences, {@code zh} or {@code en}
   */
  DemoDesk(URI front, String adminToken, String integrationToken, String apiKey, String language) {
    for (DemoSource source : DemoSource.values()) {
      senders.put(source, new JsonHttp(front, source.credentials(integrationToken, apiKey)));
    }
    this.observer = new JsonHttp(front, Map.of("Authorization", "Bearer " + adminToken));
    this.language = language;
  }

  DemoOutcome send(DemoLead lead) {
    DemoSource source = lead.source();
    try {
      Instant sent = Instant.now();
      JsonHttp.Answer answer = post(lead);
      String leadId = answer.body().path("leadId").asText("");
      if (!answer.ok() || leadId.isEmpty()) {
        return DemoOutcome.failed(source, "", "refused with " + answer.status());
      }
      boolean known = !answer.body().path("outcome").asText().equals("created");
      return follow(leadId, source, known, sent);
    } catch (IOException e) {
      return DemoOutcome.failed(source, "", "no answer (" + Trouble.reason(e) + ")");
    }
  }

  private JsonHttp.Answer post(DemoLead lead) throws IOException {
    JsonHttp sender = Objects.requireNonNull(senders.get(lead.source()));
    String path = lead.source().path();
    return switch (lead.source()) {
      case WEBSITE -> sender.postForm(path, form(lead.fields()));
      case CRM, PARTNER -> sender.post(path, json(lead.fields()));
    };
  }

  /** Looks again and again, with growing pauses, until the lead has come to rest. */
  private DemoOutcome follow(String leadId, DemoSource source, boolean known, Instant sent)
      throws IOException {
    Duration pause = FIRST_LOOK;
    while (Duration.between(sent, Instant.now()).compareTo(PATIENCE) < 0) {
      Pause.of(pause);
      JsonNode custody = observer.get("/api/ownership/leads/" + leadId).body();
      String state = custody.path("state").asText(ASSIGNING);
      // a lead that nobody fits may stay where it is, by a decision
      if (!state.equals(ASSIGNING) || pause.equals(LONGEST_PAUSE)) {
        JsonNode decision = decision(leadId);
        boolean held = decision.path("outcome").asText().equals("held");
        if (!state.equals(ASSIGNING) || held) {
          String shown = known ? "touched" : held ? "held" : state;
          return outcome(leadId, source, shown, custody, decision, sent);
        }
      }
      Duration longer = pause.multipliedBy(3).dividedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
    return DemoOutcome.failed(source, leadId, "nothing within " + PATIENCE.toSeconds() + " s");
  }

  private JsonNode decision(String leadId) throws IOException {
    JsonNode items =
        observer.get("/api/assignment/decisions?leadId=" + leadId).body().path("items");
    return items.path(items.size() - 1);
  }

  private DemoOutcome outcome(
      String leadId,
      DemoSource source,
      String state,
      JsonNode custody,
      JsonNode decision,
      Instant sent) {
    String acquired = custody.path("acquiredAt").asText(null);
    // who was known has had his owner before
    boolean waited = acquired != null && !state.equals("touched");
    return new DemoOutcome(
        leadId,
        source,
        state,
        true,
        custody.path("owner").asText(null),
        custody.path("deadline").asText(null),
        decision.path("sentence").path(language).asText(null),
        waited ? Duration.between(sent, Instant.parse(acquired)) : null);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> Urls.encode(field.getKey()) + "=" + Urls.encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> fields) {
    try {
      return JsonHttp.JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
