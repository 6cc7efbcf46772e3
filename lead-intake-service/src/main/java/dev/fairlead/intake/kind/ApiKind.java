package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A machine that speaks our own API and holds a key instead of a token. */
@Singleton
public final class ApiKind implements ConnectorKind {

  private static final String BEARER = "bearer ";

  @Override
  public String name() {
    return "api";
  }

  @Override
  public String source() {
    return "json_api";
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return mediaType != null
        && (mediaType.equals("application/json") || mediaType.endsWith("+json"));
  }

  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    String expected = connector.secret("api_key");
    String given = given(raw);
    boolean proven =
        expected != null
            && given != null
            && MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    return proven
        ? Optional.empty()
        : Optional.of(Refusal.of(Refusal.Reason.CREDENTIALS, "the API key is not valid"));
  }

  private static @Nullable String given(RawRequest raw) {
    String authorization = raw.header("authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    return raw.header("x-api-key");
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return JsonFields.parse(raw.body())
        .filter(JsonNode::isObject)
        .map(object -> LeadReader.read(JsonFields.of(object), connector.settings(), Map.of()))
        .orElseGet(
            () -> Reading.refused(Refusal.Reason.MALFORMED, "the body is not a JSON object"));
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return LeadAnswer.of(outcomes);
  }
}
