package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Webflow form submissions. Hooks made in the dashboard are not signed; those made through its API
 * are, with the time in milliseconds.
 */
@Singleton
final class WebflowKind extends SenderKind {

  private static final String TIMESTAMP = "x-webflow-timestamp";
  private static final Vocabulary NAMES = Vocabulary.of().guessing();

  WebflowKind() {
    super(
        "webflow",
        "webflow",
        JSON,
        Proof.needed(Proof.Way.signature("secret", "x-webflow-signature", WebflowKind::isSigned)));
  }

  private static boolean isSigned(String given, String secret, RawRequest raw) {
    String timestamp = raw.header(TIMESTAMP);
    if (timestamp == null || !Digests.isFresh(millis(timestamp), raw)) {
      return false;
    }
    byte[] prefix = (timestamp + ":").getBytes(StandardCharsets.UTF_8);
    return Hmac.isSame(Hmac.hex(secret, prefix, raw.body()), given);
  }

  private static @Nullable Instant millis(String text) {
    return text.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, connector));
  }

  private static Reading read(JsonNode body, Connector connector) {
    if (body.has("triggerType") && !"form_submission".equals(body.path("triggerType").asText())) {
      return Reading.nothing();
    }
    JsonNode payload = body.path("payload");
    JsonNode data = payload.path("data");
    if (!data.isObject()) {
      return malformed("payload.data is not an object");
    }
    Fields fields = JsonFields.labelled(data);
    Map<String, String> implied = new LinkedHashMap<>();
    Implied.put(implied, "externalId", payload.path("id"));
    Implied.put(implied, "form", payload.path("formId"));
    Implied.put(implied, "formName", payload.path("name"));
    Implied.put(implied, "submittedAt", payload.path("submittedAt"));
    return lead(fields, connector, implied, NAMES);
  }
}
