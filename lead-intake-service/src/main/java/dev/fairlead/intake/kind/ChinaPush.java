package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Chinese platforms' pushes share: local time, an account that has to be one of ours, and
 * an answer of a code and a message, by which the platform shows a failed push.
 */
final class ChinaPush {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private ChinaPush() {}

  /**
   * Why a push is not for us: its account is not one of those that are set.
   *
   * @param names of the fields that hold an account
   * @param required whether a push without any account is refused even where none is set
   */
  static Optional<Reading> foreign(
      Fields fields, Connector connector, String setting, boolean required, String... names) {
    Settings settings = connector.settings();
    List<String> known = settings.texts(setting);
    List<String> sent = fields.all(settings.fieldMap(), names);
    boolean ours =
        known.isEmpty() ? !required || !sent.isEmpty() : sent.stream().anyMatch(known::contains);
    return ours
        ? Optional.empty()
        : Optional.of(
            Reading.refused(
                Refusal.Reason.ACCOUNT,
                sent.isEmpty() ? "the account is missing" : "the account is not one of ours"));
  }

  /** Answers to questions of the form, as an object or as its text. */
  static void questions(Fields fields, String name, JsonNode value) {
    JsonNode answers = value.isTextual() ? JsonFields.parse(value.asText()).orElse(value) : value;
    if (answers.isObject()) {
      answers.properties().forEach(entry -> question(fields, entry.getKey(), entry.getValue()));
    } else if (answers.isArray()) {
      for (JsonNode item : answers) {
        JsonNode key = JsonParts.first(item, "name", "key", "label", "title", "question");
        JsonNode its = JsonParts.first(item, "value", "answer");
        if (key != null && its != null) {
          question(fields, JsonText.of(key), its);
        }
      }
    } else {
      fields.add(name, JsonText.of(answers));
    }
  }

  private static void question(Fields fields, String key, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> fields.add(key, JsonText.of(item)));
    } else {
      fields.add(key, JsonText.of(value));
    }
  }

  static Answer success(Settings settings) {
    String code = settings.text("answer.success", "0");
    return answer(200, settings, code, settings.text("answer.successMessage", "success"));
  }

  /** A failed push; what is our own fault, or not proven, is told by the status as well. */
  static Optional<Answer> failure(Refusal refusal, Settings settings) {
    int status = refusal.reason() == Refusal.Reason.ACCOUNT ? 200 : refusal.reason().status();
    String message = refusal.detail() == null ? refusal.reason().text() : refusal.detail();
    return Optional.of(answer(status, settings, "-1", message));
  }

  private static Answer answer(int status, Settings settings, String code, String message) {
    Object typed = code.matches("-?\\d{1,9}") ? Integer.valueOf(code) : code;
    return JsonAnswer.of(
        status,
        settings.text("answer.codeKey", "code"),
        typed,
        settings.text("answer.messageKey", "message"),
        message);
  }

  /** Leaves out what is only there to say that nothing is. */
  static boolean says(Map.Entry<String, JsonNode> entry) {
    return entry.getValue().isValueNode() && !JsonText.of(entry.getValue()).isBlank();
  }
}
