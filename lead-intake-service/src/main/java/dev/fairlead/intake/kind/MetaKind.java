package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Notice;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meta Lead Ads (Facebook, Instagram). Meta only announces leads, up to a thousand at once; each is
 * fetched from the Graph API afterwards.
 */
@Singleton
final class MetaKind implements ConnectorKind {

  private static final String SIGNED = "sha256=";

  /** What the app dashboard's test button sends; the Graph API does not know it. */
  private static final String DASHBOARD_TEST = "444444444444";

  @Override
  public String name() {
    return "meta";
  }

  @Override
  public String source() {
    return "meta_lead_ads";
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return "application/json".equals(mediaType);
  }

  @Override
  public Optional<Answer> get(RawRequest raw, Connector connector) {
    String token = raw.queryParameter("hub.verify_token");
    String challenge = raw.queryParameter("hub.challenge");
    boolean proven =
        "subscribe".equals(raw.queryParameter("hub.mode"))
            && token != null
            && connector.secrets("verify_token").stream().anyMatch(s -> Hmac.isSame(s, token));
    return Optional.of(
        proven && challenge != null
            ? new Answer(200, "text/plain", challenge, Map.of())
            : new Answer(403, "text/plain", "", Map.of()));
  }

  /** Over the bytes as they came: Meta escapes what it signs in a way of its own. */
  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    String signature = raw.header("x-hub-signature-256");
    boolean proven =
        signature != null
            && connector.secrets("app_secret").stream()
                .anyMatch(s -> Hmac.isSame(SIGNED + Hmac.hex(s, raw.body()), signature));
    return proven
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Refusal.Reason.SIGNATURE, "X-Hub-Signature-256 does not fit the body"));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return JsonFields.parse(raw.body())
        .filter(body -> body.path("entry").isArray())
        .map(body -> read(body.get("entry"), connector))
        .orElseGet(
            () -> Reading.refused(Refusal.Reason.MALFORMED, "the body is no list of entries"));
  }

  private static Reading read(JsonNode entries, Connector connector) {
    List<LeadData> tests = new ArrayList<>();
    Map<String, Notice> notices = new LinkedHashMap<>();
    for (JsonNode entry : entries) {
      for (JsonNode change : entry.path("changes")) {
        String id = change.path("value").path("leadgen_id").asText("");
        if (!"leadgen".equals(change.path("field").asText()) || id.isBlank()) {
          continue;
        }
        if (id.equals(DASHBOARD_TEST)) {
          tests.add(test(change.get("value"), connector));
        } else {
          notices.putIfAbsent(id, new Notice(id, known(change.get("value"))));
        }
      }
    }
    return new Reading.Leads(
        tests.stream().limit(1).toList(), List.copyOf(notices.values()), List.of());
  }

  private static LeadData test(JsonNode value, Connector connector) {
    Fields fields = new Fields().add("externalId", DASHBOARD_TEST).add("test", "true");
    return switch (LeadReader.readHeld(fields, connector.settings(), known(value))) {
      case Reading.Leads leads -> leads.leads().getFirst();
      case Reading.Refused refused -> throw new IllegalStateException("a test lead");
    };
  }

  private static Map<String, String> known(JsonNode value) {
    Map<String, String> known = new LinkedHashMap<>();
    put(known, "form", value.path("form_id").asText(""));
    put(known, "ad", value.path("ad_id").asText(""));
    put(known, "page", value.path("page_id").asText(""));
    long created = value.path("created_time").asLong(0);
    put(known, "submittedAt", created > 0 ? Instant.ofEpochSecond(created).toString() : "");
    return known;
  }

  private static void put(Map<String, String> known, String name, String value) {
    if (!value.isBlank()) {
      known.put(name, value);
    }
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return Answer.empty(200, Map.of());
  }
}
