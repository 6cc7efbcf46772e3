package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typeform responses, signed in base64 over the bytes as they come. */
@Singleton
final class TypeformKind extends SenderKind {

  private static final String PREFIX = "sha256=";
  private static final Map<String, String> TYPES =
      Map.of("email", "email", "phone_number", "phone");
  private static final Vocabulary NAMES = Vocabulary.of().guessing();

  TypeformKind() {
    super(
        "typeform",
        "typeform",
        JSON,
        Proof.needed(
            Proof.Way.signature(
                "secret",
                "typeform-signature",
                (given, secret, raw) ->
                    given.startsWith(PREFIX)
                        && Digests.isBase64(given.substring(PREFIX.length()), secret, raw))));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, connector));
  }

  private static Reading read(JsonNode body, Connector connector) {
    if (body.has("event_type") && !"form_response".equals(body.path("event_type").asText())) {
      return Reading.nothing();
    }
    JsonNode response = body.path("form_response");
    if (!response.isObject()) {
      return malformed("form_response is missing");
    }
    JsonNode definition = response.path("definition");
    Map<String, String> implied = new LinkedHashMap<>();
    Implied.put(implied, "externalId", response.path("token"));
    Implied.put(implied, "form", response.path("form_id"));
    Implied.put(implied, "idScope", response.path("form_id"));
    Implied.put(implied, "formName", definition.path("title"));
    Implied.put(implied, "submittedAt", response.path("submitted_at"));
    return lead(fields(response, titles(definition)), connector, implied, NAMES);
  }

  private static Map<String, String> titles(JsonNode definition) {
    Map<String, String> titles = new HashMap<>();
    for (JsonNode field : definition.path("fields")) {
      titles.put(JsonText.of(field.path("id")), JsonText.of(field.path("title")));
    }
    return titles;
  }

  private static Fields fields(JsonNode response, Map<String, String> titles) {
    Fields fields = new Fields();
    for (JsonNode answer : response.path("answers")) {
      JsonNode field = answer.path("field");
      String id = JsonText.of(field.path("id"));
      String ref = JsonText.of(field.path("ref"));
      String type = answer.path("type").asText();
      take(fields, ref.isBlank() ? id : ref, titles.get(id), type, answer.path(type));
    }
    response
        .path("hidden")
        .properties()
        .forEach(entry -> fields.add(entry.getKey(), JsonText.of(entry.getValue())));
    return fields;
  }

  private static void take(
      Fields fields, String name, @Nullable String title, String type, JsonNode value) {
    switch (type) {
      case "choice" -> fields.add(name, title, null, chosen(value));
      case "choices" -> {
        value.path("labels").forEach(label -> fields.add(name, title, null, JsonText.of(label)));
        fields.add(name, title, null, JsonText.of(value.path("other")));
      }
      default -> fields.add(name, title, TYPES.get(type), JsonText.of(value));
    }
  }

  private static String chosen(JsonNode choice) {
    return JsonText.of(choice.hasNonNull("label") ? choice.get("label") : choice.path("other"));
  }
}
