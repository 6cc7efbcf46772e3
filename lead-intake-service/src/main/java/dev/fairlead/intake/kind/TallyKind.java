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
import java.util.Set;

/** Tally forms. What was chosen comes as the ids of options, which are told beside it. */
@Singleton
final class TallyKind extends SenderKind {

  private static final Map<String, String> TYPES =
      Map.of("INPUT_EMAIL", "email", "INPUT_PHONE_NUMBER", "phone");

  /** Types whose label is the name that the form's author gave, not a question. */
  private static final Set<String> NAMED = Set.of("HIDDEN_FIELDS", "CALCULATED_FIELDS");

  private static final Vocabulary NAMES = Vocabulary.of().guessing();

  TallyKind() {
    super(
        "tally",
        "tally",
        JSON,
        Proof.needed(Proof.Way.signature("secret", "tally-signature", Digests::isBase64)));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, connector));
  }

  private static Reading read(JsonNode body, Connector connector) {
    if (body.has("eventType") && !"FORM_RESPONSE".equals(body.path("eventType").asText())) {
      return Reading.nothing();
    }
    JsonNode data = body.path("data");
    if (!data.path("fields").isArray()) {
      return malformed("data.fields is not a list");
    }
    Map<String, String> implied = new LinkedHashMap<>();
    Implied.put(implied, "externalId", data.path("responseId"));
    Implied.put(implied, "externalId", data.path("submissionId"));
    Implied.put(implied, "form", data.path("formId"));
    Implied.put(implied, "formName", data.path("formName"));
    Implied.put(implied, "submittedAt", data.path("createdAt"));
    Fields fields = new Fields();
    data.path("fields").forEach(field -> take(fields, field));
    return lead(fields, connector, implied, NAMES);
  }

  private static void take(Fields fields, JsonNode field) {
    String type = field.path("type").asText();
    JsonNode value = field.path("value");
    if (isTwin(type, value)) {
      return;
    }
    String label = JsonText.of(field.path("label"));
    String name = NAMED.contains(type) ? label : JsonText.of(field.path("key"));
    String hint = TYPES.get(type);
    if (value.isArray()) {
      value.forEach(item -> fields.add(name, label, hint, chosen(item, field.path("options"))));
    } else {
      fields.add(name, label, hint, chosen(value, field.path("options")));
    }
  }

  /** Each box of a list of check boxes comes once more as a field of its own. */
  private static boolean isTwin(String type, JsonNode value) {
    return type.equals("CHECKBOXES") && value.isBoolean();
  }

  private static String chosen(JsonNode value, JsonNode options) {
    for (JsonNode option : options) {
      if (value.isTextual() && value.equals(option.path("id"))) {
        return JsonText.of(option.path("text"));
      }
    }
    return value.hasNonNull("url") ? JsonText.of(value.get("url")) : JsonText.of(value);
  }
}
