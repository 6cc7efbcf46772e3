package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.Notice;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn Lead Gen Forms. LinkedIn only announces leads, each is fetched from its API afterwards;
 * and it tells when a member takes one back.
 */
@Singleton
final class LinkedinKind implements ConnectorKind {

  private static final Logger LOG = Logger.getLogger(LinkedinKind.class);
  private static final String PREFIX = "hmacsha256=";
  private static final byte[] PREFIX_BYTES = PREFIX.getBytes(StandardCharsets.UTF_8);

  /** Instants below are in seconds: as milliseconds they would lie in 1973. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  /**
   * LinkedIn's words about what is signed allow several readings; a connector names those taken.
   */
  private enum Variant {
    HMAC_PREFIXED,
    HEADER_PREFIX,
    PLAIN_BODY;

    private String setting() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String expected(String secret, byte[] body) {
      return switch (this) {
        case HMAC_PREFIXED -> Hmac.hex(secret, PREFIX_BYTES, body);
        case HEADER_PREFIX -> PREFIX + Hmac.hex(secret, body);
        case PLAIN_BODY -> Hmac.hex(secret, body);
      };
    }
  }

  @Override
  public String name() {
    return "linkedin";
  }

  @Override
  public String source() {
    return "linkedin_lead_gen";
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return "application/json".equals(mediaType);
  }

  /** LinkedIn asks every two hours and gives three seconds. */
  @Override
  public Optional<Answer> get(RawRequest raw, Connector connector) {
    String challenge = raw.queryParameter("challengeCode");
    String secret = connector.secret("client_secret");
    if (challenge == null || challenge.isBlank() || secret == null) {
      return Optional.of(Answer.json(403, "{}"));
    }
    String answer =
        EventJson.mapper()
            .createObjectNode()
            .put("challengeCode", challenge)
            .put("challengeResponse", Hmac.hex(secret, challenge))
            .toString();
    return Optional.of(Answer.json(200, answer));
  }

  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    String signature = raw.header("x-li-signature");
    Variant matched = signature == null ? null : matching(signature, raw.body(), connector);
    List<String> taken = connector.settings().texts("signature");
    boolean proven =
        matched != null
            && (taken.isEmpty()
                ? matched == Variant.HMAC_PREFIXED
                : taken.contains(matched.setting()));
    if (matched != null) {
      LOG.debugf(
          "%s is signed as %s%s", connector.id(), matched.setting(), proven ? "" : ", not taken");
    }
    return proven
        ? Optional.empty()
        : Optional.of(Refusal.of(Refusal.Reason.SIGNATURE, "X-LI-Signature does not fit the body"));
  }

  private static @Nullable Variant matching(String signature, byte[] body, Connector connector) {
    Variant matched = null;
    for (Variant variant : Variant.values()) {
      for (String secret : connector.secrets("client_secret")) {
        if (Hmac.isSame(variant.expected(secret, body), signature)) {
          matched = variant;
        }
      }
    }
    return matched;
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    JsonNode body = JsonFields.parse(raw.body()).filter(JsonNode::isObject).orElse(null);
    if (body == null) {
      return Reading.refused(Refusal.Reason.MALFORMED, "the body is not a JSON object");
    }
    String response = body.path("leadGenFormResponse").asText("");
    if (!"LEAD_ACTION".equals(body.path("type").asText())) {
      return Reading.nothing();
    }
    if (response.isBlank()) {
      return Reading.refused(Refusal.Reason.MALFORMED, "leadGenFormResponse is missing");
    }
    return switch (body.path("leadAction").asText()) {
      case "CREATED" ->
          new Reading.Leads(List.of(), List.of(new Notice(response, known(body))), List.of());
      case "DELETED" -> new Reading.Leads(List.of(), List.of(), List.of(response));
      default -> Reading.nothing();
    };
  }

  private static Map<String, String> known(JsonNode body) {
    Map<String, String> known = new LinkedHashMap<>();
    put(known, "form", body.path("leadGenForm").asText(""));
    put(known, "ad", body.path("associatedEntity").path("associatedCreative").asText(""));
    long at = body.path("occurredAt").asLong(0);
    if (at > 0) {
      Instant instant = at < SECONDS_BELOW ? Instant.ofEpochSecond(at) : Instant.ofEpochMilli(at);
      put(known, "submittedAt", instant.toString());
    }
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
