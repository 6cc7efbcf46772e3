package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wufoo: numbered fields, whose titles come along when the hook is set to send metadata. Its secret
 * travels in the body. Its times are local to the account: the setting {@code timeZone} says where.
 */
@Singleton
final class WufooKind extends SenderKind {

  private static final String SECRET = "HandshakeKey";

  private static final Vocabulary NAMES =
      Vocabulary.of("EntryId", "externalId", "DateCreated", "submittedAt", "IP", "ip")
          .passingOver(SECRET, "CreatedBy", "Fields", "FieldStructure", "FormStructure")
          .guessing();

  WufooKind() {
    super(
        "wufoo",
        "wufoo",
        FORM,
        Proof.needed(
            Proof.Way.of(
                "handshake_key",
                raw -> FormFields.of(raw, null).map(form -> form.first(SECRET)).orElse(null))));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return FormFields.of(raw, connector.settings().charset())
        .map(parts -> read(parts, connector))
        .orElseGet(() -> malformed("the body is not the form it claims"));
  }

  private static Reading read(Fields parts, Connector connector) {
    Map<String, String> implied = new LinkedHashMap<>();
    JsonFields.parse(parts.first("FormStructure"))
        .ifPresent(
            form -> {
              Implied.put(implied, "form", form.path("Hash"));
              Implied.put(implied, "idScope", form.path("Hash"));
              Implied.put(implied, "formName", form.path("Name"));
            });
    WufooStructure structure =
        new WufooStructure(JsonFields.parse(parts.first("FieldStructure")).orElse(null));
    Fields fields = new Fields();
    parts.each((name, value) -> structure.add(fields, name, value));
    JsonFields.parse(parts.first("Fields"))
        .filter(JsonNode::isArray)
        .ifPresent(
            list ->
                list.forEach(
                    item ->
                        structure.add(
                            fields,
                            JsonText.of(item.path("ID")),
                            JsonText.of(item.path("Value")))));
    return lead(fields, connector, implied, NAMES);
  }
}
