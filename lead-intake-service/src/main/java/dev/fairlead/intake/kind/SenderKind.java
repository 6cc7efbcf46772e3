package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the kinds have in common that read a request as it comes. */
abstract class SenderKind implements ConnectorKind {

  static final Set<String> JSON = Set.of("application/json");
  static final Set<String> FORM =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data");
  static final Set<String> JSON_OR_FORM =
      Set.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data");

  private final String name;
  private final String source;
  private final Set<String> mediaTypes;
  private final Proof proof;

  SenderKind(String name, String source, Set<String> mediaTypes, Proof proof) {
    this.name = name;
    this.source = source;
    this.mediaTypes = mediaTypes;
    this.proof = proof;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String source() {
    return source;
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return mediaType != null && mediaTypes.contains(mediaType);
  }

  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    return proof.check(raw, connector);
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return LeadAnswer.ok(outcomes);
  }

  /** Reads a body that has to be a JSON object. */
  static Reading object(RawRequest raw, Function<JsonNode, Reading> read) {
    return JsonFields.parse(raw.body())
        .filter(JsonNode::isObject)
        .map(read)
        .orElseGet(
            () -> Reading.refused(Refusal.Reason.MALFORMED, "the body is not a JSON object"));
  }

  /** The fields of a JSON object or of a form; empty when the body is neither. */
  static Optional<Fields> fields(RawRequest raw, Connector connector) {
    String type = raw.mediaType();
    return type != null && type.endsWith("json")
        ? JsonFields.parse(raw.body()).filter(JsonNode::isObject).map(JsonFields::labelled)
        : FormFields.of(raw, connector.settings().charset());
  }

  static Reading malformed(String detail) {
    return Reading.refused(Refusal.Reason.MALFORMED, detail);
  }

  /** One lead. */
  static Reading lead(
      Fields fields, Connector connector, Map<String, String> implied, Vocabulary vocabulary) {
    return LeadReader.read(clean(fields, connector), connector.settings(), implied, vocabulary);
  }

  /**
   * Several leads of one request. Since they stand or fall together, one without a way to reach the
   * person is taken as incomplete, unless it is the only one.
   */
  static Reading leads(List<Fields> all, Connector connector, Vocabulary vocabulary) {
    if (all.size() == 1) {
      return lead(all.getFirst(), connector, Map.of(), vocabulary);
    }
    List<LeadData> leads = new ArrayList<>();
    for (Fields fields : all) {
      switch (LeadReader.readHeld(
          clean(fields, connector), connector.settings(), Map.of(), vocabulary)) {
        case Reading.Leads read -> leads.addAll(read.leads());
        case Reading.Refused refused -> {
          return refused;
        }
      }
    }
    return Reading.of(leads);
  }

  private static Fields clean(Fields fields, Connector connector) {
    return fields.without(connector.secrets().values().stream().flatMap(List::stream).toList());
  }
}
