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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of an imported file, as a JSON object of its fields. Rows come out of our own database;
 * nobody may send them.
 */
@Singleton
public final class ImportKind implements ConnectorKind {

  @Override
  public String name() {
    return "import";
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return false;
  }

  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    return Optional.of(Refusal.of(Refusal.Reason.CREDENTIALS, "imports are not sent here"));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return JsonFields.parse(raw.body())
        .filter(JsonNode::isObject)
        .map(row -> LeadReader.read(JsonFields.of(row), connector.settings(), Map.of()))
        .orElseGet(() -> Reading.refused(Refusal.Reason.MALFORMED, "not a row"));
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return LeadAnswer.of(outcomes);
  }
}
