package dev.fairlead.intake.fetch;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.LeadReader;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lead as the Graph API gives it. */
final class MetaLead {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("email", "email"),
          entry("work_email", "email"),
          entry("phone_number", "phone"),
          entry("work_phone_number", "phone"),
          entry("full_name", "fullName"),
          entry("first_name", "firstName"),
          entry("last_name", "lastName"),
          entry("company_name", "company"),
          entry("job_title", "jobTitle"),
          entry("city", "city"),
          entry("state", "region"),
          entry("province", "region"),
          entry("zip_code", "postalCode"),
          entry("post_code", "postalCode"),
          entry("country", "country"),
          entry("street_address", "street"));

  /** What tells where it came from and has no canonical name. */
  private static final Set<String> ORIGIN =
      Set.of("ad_name", "adset_name", "campaign_name", "platform");

  private static final String DUMMY = "<test lead: dummy data";
  private static final Set<String> TEST_EMAILS = Set.of("test@meta.com", "test@fb.com");

  /** Meta writes the offset without a colon. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[xxx][xx][X]", Locale.ROOT);

  private MetaLead() {}

  static Reading read(
      JsonNode lead, String externalId, Map<String, String> known, Settings settings) {
    HeldFields held = new HeldFields(settings, NAMES);
    Instant created = time(lead.path("created_time").asText(""));
    held.set("externalId", externalId)
        .set("form", text(lead, "form_id"))
        .set("ad", text(lead, "ad_id"))
        .set("adGroup", text(lead, "adset_id"))
        .set("campaign", text(lead, "campaign_id"))
        .set("submittedAt", created == null ? null : created.toString());
    boolean test = false;
    for (JsonNode field : lead.path("field_data")) {
      for (JsonNode value : field.path("values")) {
        test |= isTest(value.asText());
        held.take(field.path("name").asText("?"), value.asText());
      }
    }
    ORIGIN.stream().sorted().forEach(name -> answer(held, name, text(lead, name)));
    for (JsonNode box : lead.path("custom_disclaimer_responses")) {
      held.fields().consent(consent(box, created));
    }
    held.set("test", test ? "true" : null);
    return LeadReader.readHeld(held.fields(), settings, known);
  }

  /** There is no flag: a test lead is known by what it is filled with. */
  private static boolean isTest(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    return text.startsWith(DUMMY) || TEST_EMAILS.contains(text);
  }

  private static LeadData.Consent consent(JsonNode box, @Nullable Instant at) {
    return new LeadData.Consent(
        box.path("checkbox_key").asText("consent"),
        null,
        "1".equals(box.path("is_checked").asText()),
        at);
  }

  private static void answer(HeldFields held, String name, @Nullable String value) {
    if (value != null) {
      held.fields().answer(name, value);
    }
  }

  private static @Nullable String text(JsonNode lead, String name) {
    return lead.hasNonNull(name) ? lead.get(name).asText() : null;
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
