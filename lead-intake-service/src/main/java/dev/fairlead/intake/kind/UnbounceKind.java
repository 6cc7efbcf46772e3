package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unbounce: the form's fields as JSON or XML in a field of an urlencoded request, or alone. */
@Singleton
final class UnbounceKind extends SenderKind {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd h:mm a z", Locale.ENGLISH);

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "page_id", "form",
              "page_uuid", "form",
              "page_name", "formName",
              "page_url", "landingPage",
              "ip_address", "ip")
          .passingOver("variant", "date_submitted", "time_submitted", "data.json", "data.xml")
          .guessing();

  UnbounceKind() {
    super(
        "unbounce",
        "unbounce",
        Set.of(
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/json",
            "application/xml",
            "text/xml"),
        Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return form(raw, connector)
        .map(fields -> lead(fields, connector, submittedAt(fields), NAMES))
        .orElseGet(() -> malformed("neither data.json nor data.xml can be read"));
  }

  private static Optional<Fields> form(RawRequest raw, Connector connector) {
    String type = raw.mediaType();
    if (type == null || type.endsWith("xml")) {
      return XmlFields.of(raw.body());
    }
    if (type.endsWith("json")) {
      return JsonFields.parse(raw.body()).filter(JsonNode::isObject).map(UnbounceKind::json);
    }
    return FormFields.of(raw, connector.settings().charset()).flatMap(UnbounceKind::inner);
  }

  private static Fields json(JsonNode object) {
    return JsonFields.any(object.path("data.json").isObject() ? object.get("data.json") : object);
  }

  private static Optional<Fields> inner(Fields parts) {
    Optional<Fields> data =
        JsonFields.parse(parts.first("data.json")).filter(JsonNode::isObject).map(JsonFields::any);
    return data.or(() -> XmlFields.of(parts.first("data.xml"))).map(inner -> inner.more(parts));
  }

  private static Map<String, String> submittedAt(Fields fields) {
    Map<String, String> implied = new HashMap<>();
    String at = time(fields.first("date_submitted"), fields.first("time_submitted"));
    if (at != null) {
      implied.put("submittedAt", at);
    }
    return implied;
  }

  /** The time alone names the zone. */
  private static @Nullable String time(@Nullable String date, @Nullable String time) {
    if (date == null || time == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(LocalDate.parse(date) + " " + time, TIME).toInstant().toString();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
