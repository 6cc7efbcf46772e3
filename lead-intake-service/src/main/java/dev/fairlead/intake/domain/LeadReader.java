package dev.fairlead.intake.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a canonical lead of a sender's fields: the connector's field map first, then the canonical
 * names in snake_case or camelCase; what has no canonical name becomes an answer.
 */
public final class LeadReader {

  private static final int MOST_ANSWERS = 200;
  private static final int LONGEST_ANSWER = 5000;
  private static final int LONGEST_UTM = 512;
  private static final Pattern PHONE = Pattern.compile("[+＋]?[\\d\\s().\\-/#*xX,;extEXT]{5,50}");
  private static final int FEWEST_DIGITS = 5;
  private static final Set<String> YES = Set.of("on", "true", "yes", "1", "y", "是", "同意");

  private final Fields fields;
  private final Settings settings;
  private final Map<String, String> canonical = new LinkedHashMap<>();
  private final Map<String, String> sentAs = new LinkedHashMap<>();
  private final Map<String, String> utm;
  private final List<LeadData.Answered> answers;
  private final List<LeadData.Consent> consents;
  private final List<Refusal.Place> errors;
  private boolean held;

  private LeadReader(Fields fields, Settings settings) {
    this.fields = fields;
    this.settings = settings;
    this.utm = new LinkedHashMap<>(fields.utm);
    this.answers = new ArrayList<>(fields.answers);
    this.consents = new ArrayList<>(fields.consents);
    this.errors = new ArrayList<>(fields.errors);
  }

  /**
   * Reads one lead.
   *
   * @param defaults canonical fields that the request itself implies, used where it says nothing
   */
  public static Reading read(Fields fields, Settings settings, Map<String, String> defaults) {
    return new LeadReader(fields, settings).read(defaults);
  }

  /** Whether a field of this name, in any spelling, is a canonical one. */
  public static boolean isCanonical(String name) {
    return CanonicalNames.of(name, Map.of()) != null;
  }

  /**
   * Reads a lead that a platform holds for us. It is known to be one: where the platform gives no
   * way to reach the person it is taken all the same, as incomplete.
   */
  public static Reading readHeld(Fields fields, Settings settings, Map<String, String> defaults) {
    LeadReader reader = new LeadReader(fields, settings);
    reader.held = true;
    return reader.read(defaults);
  }

  private Reading read(Map<String, String> defaults) {
    String trap = settings.honeypot();
    if (trap != null && fields.first(trap) != null) {
      return Reading.refused(Refusal.Reason.HONEYPOT, "a field was filled that people do not see");
    }
    fields.plain.forEach(this::take);
    defaults.forEach(canonical::putIfAbsent);
    LeadData lead = lead();
    checkForm(lead.person());
    if (!errors.isEmpty()) {
      return new Reading.Refused(Refusal.at(Refusal.Reason.INVALID, errors));
    }
    boolean reachable = lead.person().isReachable();
    if (!reachable && !held) {
      return new Reading.Refused(Refusal.at(Refusal.Reason.NO_CONTACT, noContact()));
    }
    if (settings.consentRequired()
        && lead.consent().stream().noneMatch(LeadData.Consent::granted)) {
      return new Reading.Refused(
          Refusal.at(
              Refusal.Reason.CONSENT,
              List.of(new Refusal.Place("/consent", "consent is required"))));
    }
    return Reading.of(reachable ? lead : lead.inPart());
  }

  private void take(Fields.Field field) {
    String name = field.name();
    String camel = CanonicalNames.camel(name);
    String known = CanonicalNames.of(name, settings.fieldMap());
    if (known != null) {
      takeKnown(known, field);
    } else if (name.toLowerCase(Locale.ROOT).startsWith("utm_")) {
      bounded(name, field.value(), LONGEST_UTM);
      utm.putIfAbsent(name.substring(4).toLowerCase(Locale.ROOT), field.value());
    } else if (camel.equals("consent") || isPurpose(camel)) {
      takeConsent(camel, field.value());
    } else if (!name.equals(settings.honeypot())
        && !camel.equals("consentText")
        && !CanonicalNames.isSteering(name)) {
      bounded(name, field.value(), LONGEST_ANSWER);
      answers.add(new LeadData.Answered(name, field.value()));
    }
  }

  private void takeKnown(String known, Fields.Field field) {
    if (canonical.putIfAbsent(known, field.value()) == null) {
      sentAs.put(known, field.name());
      bounded(field.name(), field.value(), CanonicalNames.longest(known));
    } else {
      answers.add(new LeadData.Answered(field.name(), field.value()));
    }
  }

  private static boolean isPurpose(String camel) {
    return camel.startsWith("consent") && !camel.startsWith("consentText") && camel.length() > 7;
  }

  private void takeConsent(String camel, String value) {
    String purpose =
        camel.length() == 7
            ? "consent"
            : Character.toLowerCase(camel.charAt(7)) + camel.substring(8);
    String text = fields.first("consent_text");
    consents.add(
        new LeadData.Consent(
            purpose,
            text == null ? fields.first("consentText") : text,
            YES.contains(value.toLowerCase(Locale.ROOT)),
            null));
  }

  private LeadData lead() {
    return new LeadData(
        get("source"),
        get("externalId"),
        person(),
        get("company"),
        get("jobTitle"),
        get("region"),
        get("city"),
        get("country"),
        get("industry"),
        get("segment"),
        get("productLine") == null ? settings.productLine() : get("productLine"),
        value(),
        get("message"),
        origin(),
        consents,
        answers(),
        submittedAt(),
        false,
        YES.contains(String.valueOf(get("test")).toLowerCase(Locale.ROOT)));
  }

  private LeadData.Person person() {
    return new LeadData.Person(
        get("fullName"),
        get("firstName"),
        get("lastName"),
        get("email"),
        get("phone"),
        get("wechat"),
        get("street"),
        get("postalCode"));
  }

  private LeadData.Origin origin() {
    String landing = get("landingPage");
    return new LeadData.Origin(
        get("campaign") == null ? utm.get("campaign") : get("campaign"),
        get("adGroup"),
        get("ad"),
        get("form"),
        get("formName"),
        get("page") == null ? landing : get("page"),
        get("keyword") == null ? utm.get("term") : get("keyword"),
        landing,
        utm,
        get("clickId"));
  }

  private List<LeadData.Answered> answers() {
    if (answers.size() > MOST_ANSWERS) {
      errors.add(new Refusal.Place("/answers", "more than " + MOST_ANSWERS));
      return List.of();
    }
    return answers;
  }

  private @Nullable BigDecimal value() {
    String text = get("value");
    if (text == null) {
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(text.replace(",", ""));
      if (value.precision() <= 20 && value.scale() >= -18 && value.scale() <= 6) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number out of bounds
    }
    wrong("value", "a number is expected");
    return null;
  }

  private @Nullable Instant submittedAt() {
    String text = get("submittedAt");
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      wrong("submittedAt", "a time such as 2026-01-31T09:30:00Z is expected");
      return null;
    }
  }

  private void checkForm(LeadData.Person person) {
    if (person.email() != null && Identity.email(person.email()) == null) {
      wrong("email", "not an e-mail address");
    }
    String phone = person.phone();
    if (phone != null && !isPhone(phone)) {
      wrong("phone", "not a phone number");
    }
  }

  /** Whether a text has the form of a phone number. */
  public static boolean isPhone(String text) {
    return PHONE.matcher(text).matches()
        && text.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
  }

  private void bounded(String name, String value, int longest) {
    if (value.length() > longest) {
      errors.add(new Refusal.Place(pointer(name), "longer than " + longest + " characters"));
    }
  }

  private void wrong(String known, String detail) {
    errors.add(new Refusal.Place(pointer(sentAs.getOrDefault(known, known)), detail));
  }

  private static List<Refusal.Place> noContact() {
    String detail = "one of e-mail, phone and WeChat is needed";
    return List.of(
        new Refusal.Place("/email", detail),
        new Refusal.Place("/phone", detail),
        new Refusal.Place("/wechat", detail));
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private @Nullable String get(String name) {
    return canonical.get(name);
  }
}
