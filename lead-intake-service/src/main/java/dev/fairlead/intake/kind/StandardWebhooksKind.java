package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Standard Webhooks. While its secret is rotated a sender signs with both; signatures of other
 * versions than v1 are passed over.
 */
@Singleton
final class StandardWebhooksKind extends SenderKind {

  private static final Vocabulary NAMES = Vocabulary.of("id", "externalId").trusting(true);

  StandardWebhooksKind() {
    super(
        "standard-webhooks",
        "standard_webhooks",
        JSON,
        Proof.needed(Proof.Way.signature("secret", "webhook-signature", StandardSignature::fits)));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, raw, connector));
  }

  private static Reading read(JsonNode body, RawRequest raw, Connector connector) {
    Map<String, String> implied = new LinkedHashMap<>();
    String id = raw.header("webhook-id");
    if (id != null) {
      implied.put("externalId", id);
    }
    JsonNode data = body.path("data").isObject() ? body.get("data") : body;
    Implied.put(implied, "submittedAt", body.path("timestamp"));
    return lead(JsonFields.any(data), connector, implied, NAMES);
  }
}
