package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HubSpot's forms API, version 3: site code that posts to HubSpot may post here instead. */
@Singleton
final class HubspotKind extends BrowserKind {

  private static final Pattern PATH =
      Pattern.compile("/submissions/v3/integration/(?:secure/)?submit/([^/]+)/([^/]+)/?$");
  private static final int MOST_FIELDS = 1000;
  private static final String COMPANY_OBJECT = "0-2";
  private static final String THANKS = "Thanks for submitting the form.";

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "firstname", "firstName",
              "lastname", "lastName",
              "phone", "phone",
              "mobilephone", "phone",
              "company", "company",
              "company.name", "company",
              "jobtitle", "jobTitle",
              "state", "region",
              "address", "street")
          .strictly();

  /** HubSpot's own words for what is wrong with a field. */
  private static final Map<Refusal.Reason, String> ERRORS =
      Map.of(
          Refusal.Reason.INVALID, "INPUT_ERROR",
          Refusal.Reason.NO_CONTACT, "REQUIRED_FIELD",
          Refusal.Reason.CONSENT, "REQUIRED_FIELD",
          Refusal.Reason.ACCOUNT, "FORM_NOT_FOUND");

  HubspotKind() {
    super("hubspot", "hubspot_forms", JSON);
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, raw, connector));
  }

  private static Reading read(JsonNode body, RawRequest raw, Connector connector) {
    Matcher path = PATH.matcher(raw.path());
    boolean named = path.find();
    List<String> known = connector.settings().texts("portalForm");
    if (!known.isEmpty() && !(named && known.contains(path.group(1) + "/" + path.group(2)))) {
      return Reading.refused(Refusal.Reason.ACCOUNT, "the form is not one of ours");
    }
    JsonNode sent = body.path("fields");
    if (!sent.isArray() || sent.size() > MOST_FIELDS) {
      return malformed("fields is not a list of at most " + MOST_FIELDS + " names and values");
    }
    Fields fields = new Fields();
    for (JsonNode field : sent) {
      if (!field.path("name").isTextual()) {
        return malformed("fields is not a list of names and values");
      }
      take(fields, field);
    }
    consents(fields, body.path("legalConsentOptions"));
    return lead(fields, connector, implied(body, named ? path.group(2) : null, raw), NAMES);
  }

  private static void take(Fields fields, JsonNode field) {
    String name = field.path("name").asText();
    boolean ofCompany = COMPANY_OBJECT.equals(JsonText.of(field.path("objectTypeId")));
    fields.add(ofCompany ? "company." + name : name, JsonText.of(field.path("value")));
  }

  private static Map<String, String> implied(JsonNode body, @Nullable String form, RawRequest raw) {
    Map<String, String> implied = new LinkedHashMap<>();
    JsonNode context = body.path("context");
    Implied.put(implied, "landingPage", context.path("pageUri"));
    Implied.put(implied, "campaign", context.path("sfdcCampaignId"));
    Implied.put(implied, "ip", context.path("ipAddress"));
    Implied.put(implied, "submittedAt", body.path("submittedAt"));
    if (form != null) {
      implied.put("form", form);
    }
    page(raw).forEach(implied::putIfAbsent);
    return implied;
  }

  private static void consents(Fields fields, JsonNode options) {
    JsonNode consent = options.path("consent");
    if (consent.has("consentToProcess")) {
      consent(fields, "consentToProcess", consent, consent.path("consentToProcess"));
    }
    for (JsonNode one : consent.path("communications")) {
      String type = JsonText.of(one.path("subscriptionTypeId"));
      consent(fields, "communications." + type, one, one.path("value"));
    }
    JsonNode interest = options.path("legitimateInterest");
    if (interest.isObject()) {
      String type = JsonText.of(interest.path("subscriptionTypeId"));
      consent(fields, "legitimateInterest." + type, interest, interest.path("value"));
    }
  }

  private static void consent(Fields fields, String purpose, JsonNode told, JsonNode granted) {
    fields.consent(
        new LeadData.Consent(
            purpose,
            JsonText.of(told.path("text")),
            granted.asBoolean(),
            null,
            null,
            JsonText.of(told.path("legalBasis"))));
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    Settings settings = connector.settings();
    String redirect = settings.text("redirectUri", "");
    return redirect.isEmpty()
        ? JsonAnswer.of(200, "inlineMessage", settings.text("inlineMessage", THANKS))
        : JsonAnswer.of(200, "redirectUri", redirect);
  }

  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    if (refusal.reason() == Refusal.Reason.HONEYPOT) {
      return Optional.of(answer(raw, connector, List.of()));
    }
    int status = refusal.reason().status() == 422 ? 400 : refusal.reason().status();
    String message = refusal.detail() == null ? "The request is not valid" : refusal.detail();
    return Optional.of(
        JsonAnswer.of(
            status, "status", "error", "message", message, "errors", errors(refusal, message)));
  }

  private static List<Map<String, String>> errors(Refusal refusal, String message) {
    String type = ERRORS.getOrDefault(refusal.reason(), refusal.reason().name());
    if (refusal.places().isEmpty()) {
      return List.of(Map.of("message", message, "errorType", type));
    }
    return refusal.places().stream()
        .map(
            place ->
                Map.of(
                    "message",
                    "Error in 'fields." + place.pointer().substring(1) + "'. " + place.detail(),
                    "errorType",
                    place.pointer().equals("/email") ? "INVALID_EMAIL" : type))
        .toList();
  }
}
