package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Contact Form 7: what its script in the browser posts to WordPress, and the answers it
 * understands.
 */
@Singleton
final class Cf7Kind extends BrowserKind {

  private static final Pattern FORM_ID = Pattern.compile("/contact-forms/(\\d{1,18})/feedback");
  private static final String SENT = "Thank you for your message. It has been sent.";
  private static final String NOT_VALID =
      "One or more fields have an error. Please check and try again.";

  private static final Vocabulary NAMES =
      Vocabulary.of("_wpcf7", "form")
          .passingOver(
              "_wpcf7_version",
              "_wpcf7_locale",
              "_wpcf7_unit_tag",
              "_wpcf7_container_post",
              "_wpcf7_posted_data_hash",
              "_wpcf7_recaptcha_response",
              "_wpcf7_turnstile_response",
              "_wpnonce")
          .guessing()
          .strictly();

  Cf7Kind() {
    super("cf7", "cf7", Set.of("multipart/form-data"));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return FormFields.of(raw, connector.settings().charset())
        .map(fields -> lead(fields, connector, implied(raw), NAMES))
        .orElseGet(() -> malformed("the body is not the form it claims"));
  }

  private static Map<String, String> implied(RawRequest raw) {
    Map<String, String> implied = new LinkedHashMap<>(page(raw));
    String form = formId(raw);
    if (form != null) {
      implied.put("form", form);
    }
    return implied;
  }

  private static @Nullable String formId(RawRequest raw) {
    Matcher path = FORM_ID.matcher(raw.path());
    return path.find() ? path.group(1) : null;
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return feedback(raw, connector, "mail_sent", SENT, List.of());
  }

  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    return switch (refusal.reason()) {
      case HONEYPOT -> Optional.of(answer(raw, connector, List.of()));
      case INVALID, NO_CONTACT, CONSENT ->
          Optional.of(feedback(raw, connector, "validation_failed", NOT_VALID, refusal.places()));
      case CAPTCHA ->
          Optional.of(feedback(raw, connector, "spam", "The message was not sent.", List.of()));
      case MEDIA_TYPE ->
          Optional.of(
              JsonAnswer.of(
                  415,
                  "code",
                  "wpcf7_unsupported_media_type",
                  "message",
                  "The request payload format is not supported.",
                  "data",
                  Map.of("status", 415)));
      default -> Optional.empty();
    };
  }

  private static Answer feedback(
      RawRequest raw,
      Connector connector,
      String status,
      String message,
      List<Refusal.Place> invalid) {
    String form = formId(raw);
    String unit =
        FormFields.of(raw, connector.settings().charset())
            .map((Fields fields) -> fields.first("_wpcf7_unit_tag"))
            .orElse("");
    return JsonAnswer.of(
        200,
        "contact_form_id",
        form == null ? 0 : Long.parseLong(form),
        "status",
        status,
        "message",
        message,
        "into",
        "#" + unit,
        "invalid_fields",
        invalid.stream()
            .map(place -> Map.of("field", place.pointer().substring(1), "message", place.detail()))
            .toList());
  }
}
