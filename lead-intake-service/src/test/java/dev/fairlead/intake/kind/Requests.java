package dev.fairlead.intake.kind;

import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.domain.SettingsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words for the tests of kinds: connectors, requests, what was read. */
final class Requests {

  static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");
  static final String URLENCODED = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  private Requests() {}

  /** A connector of that kind; settings as JSON, secrets as names and values. */
  static Connector connector(ConnectorKind kind, String settings, String... secrets) {
    SettingsDocument document = new SettingsDocument(object(settings));
    Settings read =
        document.read(
            Settings.defaults("CN", Duration.ofMinutes(10), Settings.Scope.IDENTITY),
            region -> true);
    if (!document.errors().isEmpty()) {
      throw new IllegalArgumentException(document.errors().toString());
    }
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i + 1 < secrets.length; i += 2) {
      all.computeIfAbsent(secrets[i], name -> new ArrayList<>()).add(secrets[i + 1]);
    }
    return new Connector(kind.name(), "acme", true, read, all);
  }

  /** A connector that takes everything. */
  static Connector open(ConnectorKind kind) {
    return connector(kind, "{\"unsigned\": true}");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String json) {
    try {
      return EventJson.mapper().readValue(json, Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawRequest json(String body, String... headers) {
    return post(JSON, body.getBytes(StandardCharsets.UTF_8), null, headers);
  }

  static RawRequest form(String body, String... headers) {
    return post(URLENCODED, body.getBytes(StandardCharsets.UTF_8), null, headers);
  }

  static RawRequest post(String type, byte[] body, @Nullable String query, String... headers) {
    Map<String, String> all = new HashMap<>();
    all.put("content-type", type);
    for (int i = 0; i + 1 < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new RawRequest("POST", "/in/kind/acme", query, all, "203.0.113.1", body, NOW);
  }

  static LeadData lead(Reading reading) {
    return leads(reading).getFirst();
  }

  static List<LeadData> leads(Reading reading) {
    return switch (reading) {
      case Reading.Leads leads -> leads.leads();
      case Reading.Refused refused -> throw new AssertionError(refused.refusal().toString());
    };
  }

  static Refusal.Reason refusal(Reading reading) {
    return switch (reading) {
      case Reading.Leads leads -> throw new AssertionError("taken");
      case Reading.Refused refused -> refused.refusal().reason();
    };
  }

  static @Nullable String answer(LeadData lead, String key) {
    return lead.answers().stream()
        .filter(one -> one.key().equals(key))
        .map(LeadData.Answered::value)
        .findFirst()
        .orElse(null);
  }
}
