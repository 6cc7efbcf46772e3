package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Settings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over HTTP, binary, structured or in batches, whose data are leads with canonical
 * names; with the hand-shake of its web hook profile.
 */
@Singleton
final class CloudEventsKind extends SenderKind {

  private static final String FORMAT = "application/cloudevents";
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  CloudEventsKind() {
    super(
        "cloudevents",
        "cloudevents",
        JSON,
        Proof.needed(
            Proof.Way.of("bearer", raw -> raw.queryParameter("access_token")),
            Proof.Way.of("url_token", raw -> raw.queryParameter("access_token"))));
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    if (mediaType == null) {
      return false;
    }
    return mediaType.startsWith(FORMAT)
        ? mediaType.equals(STRUCTURED) || mediaType.equals(BATCH)
        : mediaType.equals("application/json") || mediaType.endsWith("+json");
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    Optional<JsonNode> body = JsonFields.parse(raw.body());
    if (body.isEmpty()) {
      return malformed("the body is not well-formed JSON");
    }
    return switch (String.valueOf(raw.mediaType())) {
      case STRUCTURED -> CloudEvent.read(List.of(CloudEvent.of(body.get())), connector);
      case BATCH ->
          body.get().isArray()
              ? CloudEvent.read(body.get().valueStream().map(CloudEvent::of).toList(), connector)
              : malformed("a batch is a list of events");
      default -> CloudEvent.read(List.of(CloudEvent.of(raw, body.get())), connector);
    };
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return outcomes.isEmpty() ? Answer.empty(204, Map.of()) : LeadAnswer.ok(outcomes);
  }

  /** Allows whoever asks, unless the connector names the origins it wants. */
  @Override
  public Optional<Answer> options(RawRequest raw, Connector connector) {
    String origin = raw.header("webhook-request-origin");
    List<String> allowed = connector.settings().allowedOrigins();
    if (origin == null || !(allowed.isEmpty() || allowed.contains(origin))) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.empty(
            200,
            Map.of(
                "Allow",
                "POST, OPTIONS",
                "WebHook-Allowed-Origin",
                origin,
                "WebHook-Allowed-Rate",
                rate(raw, connector.settings()))));
  }

  /** Requests per minute: what is asked for, or as many as the connector takes. */
  private static String rate(RawRequest raw, Settings settings) {
    String asked = raw.header("webhook-request-rate");
    Settings.RateLimit limit = settings.rateLimit();
    if (limit == null) {
      return asked == null || !asked.matches("\\d{1,9}") ? "*" : asked;
    }
    long most =
        Math.max(1, limit.max() * Duration.ofMinutes(1).toSeconds() / limit.per().toSeconds());
    return asked != null && asked.matches("\\d{1,9}")
        ? Long.toString(Math.min(most, Long.parseLong(asked)))
        : Long.toString(most);
  }
}
