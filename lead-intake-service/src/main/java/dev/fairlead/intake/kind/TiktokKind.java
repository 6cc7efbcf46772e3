package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * TikTok lead generation. Signed over the body with everything outside ASCII escaped, or not signed
 * at all with a token in the URL: its documentation can be read both ways.
 */
@Singleton
final class TiktokKind extends SenderKind {

  private static final Set<String> LEAD = Set.of("1", "LEAD");

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "id", "externalId",
              "create_time", "submittedAt",
              "page_id", "form",
              "page_name", "formName",
              "campaign_id", "campaign",
              "adgroup_id", "adGroup",
              "ad_id", "ad",
              "name", "fullName",
              "phone_number", "phone",
              "phone", "phone",
              "company_name", "company",
              "province", "region",
              "state", "region",
              "zip_code", "postalCode",
              "address", "street")
          .passingOver("advertiser_id", "campaign_name", "adgroup_name", "ad_name", "lead_source");

  TiktokKind() {
    super(
        "tiktok",
        "tiktok_lead_gen",
        JSON,
        Proof.needed(Proof.Way.signature("app_secret", "x-open-signature", TiktokKind::isSigned)));
  }

  private static boolean isSigned(String given, String secret, RawRequest raw) {
    return Hmac.isSame(Hmac.hex(secret, escaped(raw.body())), given);
  }

  /** Every character outside ASCII as a lower-case escape; pairs above the BMP as two. */
  private static String escaped(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    StringBuilder escaped = new StringBuilder(text.length() + 64);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        escaped.append(c);
      } else {
        escaped.append("\\u%04x".formatted((int) c));
      }
    }
    return escaped.toString();
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, connector));
  }

  private static Reading read(JsonNode body, Connector connector) {
    if (!LEAD.contains(JsonText.of(body.path("object")))) {
      return Reading.nothing();
    }
    JsonNode entries = body.path("entry");
    if (!entries.isArray()) {
      return malformed("entry is not a list");
    }
    List<Fields> leads = new ArrayList<>();
    entries.forEach(entry -> leads.add(fields(entry)));
    return leads.isEmpty() ? Reading.nothing() : leads(leads, connector, NAMES);
  }

  private static Fields fields(JsonNode entry) {
    Fields fields = new Fields();
    entry.properties().stream()
        .filter(field -> field.getValue().isValueNode())
        .forEach(field -> fields.add(field.getKey(), JsonText.of(field.getValue())));
    for (JsonNode change : entry.path("changes")) {
      String name = JsonText.of(change.path("field"));
      JsonNode value = change.path("value");
      if (value.isArray()) {
        value.forEach(item -> fields.add(name, JsonText.of(item)));
      } else {
        fields.add(name, JsonText.of(value));
      }
    }
    return fields;
  }
}
