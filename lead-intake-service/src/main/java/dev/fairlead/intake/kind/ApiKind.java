package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine that speaks our own API and holds a key instead of a token. */
@Singleton
public final class ApiKind extends SenderKind {

  /** The key, as a bearer token or in a header of its own. */
  static final Proof.Way API_KEY =
      Proof.Way.of(
          "api_key",
          raw -> {
            String bearer = Proof.bearer(raw);
            return bearer == null ? raw.header("x-api-key") : bearer;
          });

  ApiKind() {
    super("api", "json_api", JSON, Proof.needed(API_KEY));
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return super.takes(mediaType) || (mediaType != null && mediaType.endsWith("+json"));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(
        raw, body -> LeadReader.read(JsonFields.of(body), connector.settings(), Map.of()));
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return LeadAnswer.of(outcomes);
  }
}
