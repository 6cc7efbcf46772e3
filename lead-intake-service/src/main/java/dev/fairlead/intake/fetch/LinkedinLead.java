package dev.fairlead.intake.fetch;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response to a lead form as LinkedIn gives it: answers by the ids of the form's questions. */
final class LinkedinLead {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("FIRST_NAME", "firstName"),
          entry("LAST_NAME", "lastName"),
          entry("EMAIL", "email"),
          entry("WORK_EMAIL", "email"),
          entry("PHONE_NUMBER", "phone"),
          entry("WORK_PHONE_NUMBER", "phone"),
          entry("COMPANY_NAME", "company"),
          entry("COMPANY", "company"),
          entry("INDUSTRY", "industry"),
          entry("JOB_TITLE", "jobTitle"),
          entry("CITY", "city"),
          entry("STATE", "region"),
          entry("COUNTRY", "country"),
          entry("ZIP_CODE", "postalCode"),
          entry("POSTAL_CODE", "postalCode"));

  /** Instants below are in seconds: as milliseconds they would lie in 1973. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private LinkedinLead() {}

  static Reading read(
      JsonNode response, String externalId, Map<String, String> known, Settings settings) {
    HeldFields held = new HeldFields(settings, NAMES);
    Instant submitted = time(response.path("submittedAt").asLong(0));
    held.set("externalId", externalId)
        .set("form", text(response.path("versionedLeadGenFormUrn")))
        .set("formName", text(response.path("form").path("name")))
        .set("campaign", campaign(response))
        .set("submittedAt", submitted == null ? null : submitted.toString())
        .set("test", response.path("testLead").asBoolean(false) ? "true" : null);
    Map<String, JsonNode> questions = questions(response);
    for (JsonNode answer : response.path("formResponse").path("answers")) {
      String id = answer.path("questionId").asText();
      take(held, id, questions.get(id), answer.path("answerDetails"));
    }
    for (JsonNode consent : response.path("formResponse").path("consentResponses")) {
      held.fields().consent(consent(consent, response, submitted));
    }
    return LeadReader.readHeld(held.fields(), settings, known);
  }

  private static @Nullable String campaign(JsonNode response) {
    JsonNode campaign =
        response.path("leadMetadataInfo").path("sponsoredLeadMetadataInfo").path("campaign");
    String name = text(campaign.path("name"));
    return name == null ? text(campaign) : name;
  }

  private static Map<String, JsonNode> questions(JsonNode response) {
    Map<String, JsonNode> questions = new HashMap<>();
    response
        .path("form")
        .path("content")
        .path("questions")
        .forEach(question -> questions.put(question.path("questionId").asText(), question));
    return questions;
  }

  private static void take(
      HeldFields held, String id, @Nullable JsonNode question, JsonNode details) {
    String name = question == null ? id : name(question, id);
    String text = text(details.path("textQuestionAnswer").path("answer"));
    if (text != null) {
      held.take(name, text);
    }
    for (JsonNode option : details.path("multipleChoiceAnswer").path("options")) {
      held.take(name, question == null ? option.asText() : option(question, option.asText()));
    }
  }

  private static String name(JsonNode question, String id) {
    String predefined = question.path("predefinedField").asText("");
    if (NAMES.containsKey(predefined)) {
      return predefined;
    }
    String name = question.path("name").asText("");
    return name.isBlank() ? id : name;
  }

  private static String option(JsonNode question, String id) {
    JsonNode options =
        question.path("questionDetails").path("multipleChoiceQuestionDetails").path("options");
    for (JsonNode option : options) {
      String words = localized(option.path("text"));
      if (option.path("id").asText().equals(id) && words != null) {
        return words;
      }
    }
    return id;
  }

  private static LeadData.Consent consent(
      JsonNode consent, JsonNode response, @Nullable Instant at) {
    String id = consent.path("consentId").asText("");
    String words = null;
    for (JsonNode text : response.path("form").path("content").path("legalInfo").path("consents")) {
      words = text.path("id").asText().equals(id) ? localized(text.path("text")) : words;
    }
    return new LeadData.Consent(
        "consent-" + id, words, consent.path("accepted").asBoolean(false), at);
  }

  /** The form has one language, so the first text is the one that was shown. */
  private static @Nullable String localized(JsonNode text) {
    for (JsonNode words : text.path("localized")) {
      return words.asText();
    }
    return text(text);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.asText().isBlank() ? node.asText() : null;
  }

  private static @Nullable Instant time(long at) {
    if (at <= 0) {
      return null;
    }
    return at < SECONDS_BELOW ? Instant.ofEpochSecond(at) : Instant.ofEpochMilli(at);
  }
}
