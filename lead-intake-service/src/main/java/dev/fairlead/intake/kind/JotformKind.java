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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JotForm: a multipart request whose answers are a JSON text in one of its parts. */
@Singleton
final class JotformKind extends SenderKind {

  private static final Pattern QUESTION = Pattern.compile("q\\d+_(.+)");
  private static final Vocabulary NAMES = Vocabulary.of().guessing();

  JotformKind() {
    super("jotform", "jotform", FORM, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    Optional<Fields> parts = FormFields.of(raw, connector.settings().charset());
    return parts
        .flatMap(sent -> JsonFields.parse(sent.first("rawRequest")))
        .filter(JsonNode::isObject)
        .map(answers -> read(parts.get(), answers, connector))
        .orElseGet(() -> malformed("rawRequest is not a JSON object"));
  }

  private static Reading read(Fields parts, JsonNode answers, Connector connector) {
    Map<String, String> implied = new LinkedHashMap<>();
    put(implied, "externalId", parts, "submissionID");
    put(implied, "form", parts, "formID");
    put(implied, "formName", parts, "formTitle");
    put(implied, "ip", parts, "ip");
    Fields fields = new Fields();
    answers
        .properties()
        .forEach(
            entry -> {
              Matcher question = QUESTION.matcher(entry.getKey());
              if (question.matches()) {
                take(fields, entry.getKey(), question.group(1), entry.getValue());
              }
            });
    return lead(fields, connector, implied, NAMES);
  }

  private static void put(Map<String, String> implied, String name, Fields parts, String part) {
    String value = parts.first(part);
    if (value != null) {
      implied.put(name, value);
    }
  }

  private static void take(Fields fields, String key, String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> fields.add(key, name, null, JsonText.of(item)));
    } else if (value.isObject()) {
      JotformParts.take(fields, key, name, value);
    } else {
      fields.add(key, name, null, JsonText.of(value));
    }
  }
}
