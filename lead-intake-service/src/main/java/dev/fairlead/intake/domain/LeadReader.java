package dev.fairlead.intake.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a canonical lead of a sender's fields: each gets the meaning that {@link Meanings} finds;
 * what has no canonical name becomes an answer.
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
  private final Vocabulary vocabulary;
  private final boolean held;
  private final Map<String, String> canonical = new LinkedHashMap<>();
  private final Map<String, String> sentAs = new LinkedHashMap<>();
  private final Map<String, String> utm;
  private final List<LeadData.Answered> answers;
  private final List<LeadData.Consent> consents;
  private final List<Refusal.Place> errors;

  private LeadReader(Fields fields, Settings settings, Vocabulary vocabulary, boolean held) {
    this.fields = fields;
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.held = held;
    this.utm = new LinkedHashMap<>(fields.utm);
    this.answers = new ArrayList<>(fields.answers);
    this.consents = new ArrayList<>(fields.consents);
    this.errors = new ArrayList<>(vocabulary.strict() ? fields.errors : List.of());
  }

  /**
   * Reads one lead whose sender uses the canonical names.
   *
   * @param defaults canonical fields that the request itself implies, used where it says nothing
   */
  public static Reading read(Fields fields, Settings settings, Map<String, String> defaults) {
    return read(fields, settings, defaults, Vocabulary.CANONICAL);
  }

  /** Reads one lead of a sender with names of its own. */
  public static Reading read(
      Fields fields, Settings settings, Map<String, String> defaults, Vocabulary vocabulary) {
    return new LeadReader(fields, settings, vocabulary, false).read(defaults);
  }

  /**
   * Reads a lead that a platform holds for us. It is known to be one: where the platform gives no
   * way to reach the person it is taken all the same, as incomplete.
   */
  public static Reading readHeld(Fields fields, Settings settings, Map<String, String> defaults) {
    return readHeld(fields, settings, defaults, Vocabulary.LENIENT);
  }

  /** Reads a lead that a platform with names of its own holds for us. */
  public static Reading readHeld(
      Fields fields, Settings settings, Map<String, String> defaults, Vocabulary vocabulary) {
    return new LeadReader(fields, settings, vocabulary, true).read(defaults);
  }

  /** Whether a field of this name, in any spelling, is a canonical one. */
  public static boolean isCanonical(String name) {
    return CanonicalNames.of(name) != null;
  }

  private Reading read(Map<String, String> defaults) {
    String trap = settings.honeypot();
    if (trap != null && fields.first(trap) != null) {
      return Reading.refused(Refusal.Reason.HONEYPOT, "a field was filled that people do not see");
    }
    takeAll();
    defaults.forEach(canonical::putIfAbsent);
    LeadData lead = lead();
    checkForm(lead.person());
    if (!errors.isEmpty()) {
      return new Reading.Refused(Refusal.at(Refusal.Reason.INVALID, errors));
    }
    boolean reachable = lead.person().isReachable();
    if (!reachable && !held && !lead.test()) {
      return new Reading.Refused(Refusal.at(Refusal.Reason.NO_CONTACT, noContact()));
    }
    if (settings.consentRequired()
        && !lead.test()
        && lead.consent().stream().noneMatch(LeadData.Consent::granted)) {
      return new Reading.Refused(
          Refusal.at(
              Refusal.Reason.CONSENT,
              List.of(new Refusal.Place("/consent", "consent is required"))));
    }
    return Reading.of(reachable || !held ? lead : lead.inPart());
  }

  private record Understood(Fields.Field field, Meanings.Meaning meaning) {}

  private void takeAll() {
    Meanings meanings = new Meanings(settings, vocabulary);
    fields.plain.stream()
        .map(field -> new Understood(field, meanings.of(field)))
        .sorted(Comparator.comparingInt(understood -> understood.meaning().rank()))
        .forEach(understood -> take(understood.field(), understood.meaning()));
  }

  private void take(Fields.Field field, Meanings.Meaning meaning) {
    String name = meaning.name();
    String camel = CanonicalNames.camel(name);
    if (meaning.canonical() != null) {
      takeKnown(meaning.canonical(), field, name);
    } else if (!meaning.mapped() && vocabulary.passedOver().contains(name)) {
      return;
    } else if (isUtm(name)) {
      utm.putIfAbsent(
          name.substring(4).toLowerCase(Locale.ROOT),
          bounded(field.name(), field.value(), LONGEST_UTM));
    } else if (camel.equals("consent") || isPurpose(camel)) {
      takeConsent(camel, field.value());
    } else if (!field.name().equals(settings.honeypot())
        && !camel.startsWith("consentText")
        && !CanonicalNames.isSteering(name)) {
      answer(name, field);
    }
  }

  private static boolean isUtm(String name) {
    return name.length() > 4
        && (name.regionMatches(true, 0, "utm_", 0, 4) || name.startsWith("utm."));
  }

  private void takeKnown(String known, Fields.Field field, String name) {
    String value = bounded(field.name(), field.value(), CanonicalNames.longest(known));
    if (vocabulary.strict() || isOfForm(known, value)) {
      String before = canonical.putIfAbsent(known, value);
      if (before == null) {
        sentAs.put(known, field.name());
      } else if (!before.equals(value) && !known.equals(CanonicalNames.IP)) {
        answer(field.name(), field);
      }
    } else {
      answer(field.name(), field);
    }
    if (vocabulary.alsoAnswers().contains(name)) {
      answer(name, field);
    }
  }

  private boolean isOfForm(String known, String value) {
    return switch (known) {
      case "email" -> Identity.email(value) != null;
      case "phone" -> isPhone(value);
      case "value" -> number(value) != null;
      case "submittedAt" -> Times.parse(value, zone()) != null;
      default -> true;
    };
  }

  private void answer(String key, Fields.Field field) {
    answers.add(
        new LeadData.Answered(
            key, bounded(field.name(), field.value(), LONGEST_ANSWER), field.label()));
  }

  private static boolean isPurpose(String camel) {
    return camel.startsWith("consent") && !camel.startsWith("consentText") && camel.length() > 7;
  }

  private void takeConsent(String camel, String value) {
    String purpose =
        camel.length() == 7
            ? "consent"
            : Character.toLowerCase(camel.charAt(7)) + camel.substring(8);
    consents.add(
        new LeadData.Consent(
            purpose,
            either("consent_text", "consentText"),
            YES.contains(value.toLowerCase(Locale.ROOT)),
            null,
            either("consent_text_version", "consentTextVersion"),
            null));
  }

  private @Nullable String either(String one, String other) {
    String value = fields.first(one);
    return value == null ? fields.first(other) : value;
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
        productLine(),
        value(),
        get("message"),
        origin(),
        consents,
        answers(),
        submittedAt(),
        false,
        YES.contains(String.valueOf(get("test")).toLowerCase(Locale.ROOT)),
        get("idScope"));
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
    LandingPage page = new LandingPage(landing);
    if (utm.isEmpty()) {
      utm.putAll(page.utm());
    }
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
        get("clickId") == null ? page.click() : get("clickId"),
        get(CanonicalNames.IP));
  }

  /** What was sent, else what the page is about, else what the connector says. */
  private @Nullable String productLine() {
    String sent = get("productLine");
    if (sent != null) {
      return sent;
    }
    String page = get("landingPage") == null ? get("page") : get("landingPage");
    String ofPage = ProductPages.productLine(settings.pageProducts(), page);
    return ofPage == null ? settings.productLine() : ofPage;
  }

  private List<LeadData.Answered> answers() {
    if (answers.size() <= MOST_ANSWERS) {
      return answers;
    }
    if (vocabulary.strict()) {
      errors.add(new Refusal.Place("/answers", "more than " + MOST_ANSWERS));
    }
    return answers.subList(0, MOST_ANSWERS);
  }

  private @Nullable BigDecimal value() {
    String text = get("value");
    BigDecimal value = text == null ? null : number(text);
    if (text != null && value == null) {
      wrong("value", "a number is expected");
    }
    return value;
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      BigDecimal value = new BigDecimal(text.replace(",", ""));
      boolean bounded = value.precision() <= 20 && value.scale() >= -18 && value.scale() <= 6;
      return bounded ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable Instant submittedAt() {
    String text = get("submittedAt");
    Instant at = text == null ? null : Times.parse(text, zone());
    if (text != null && at == null && vocabulary.strict()) {
      wrong("submittedAt", "a time such as 2026-01-31T09:30:00Z is expected");
    }
    return at;
  }

  /** The zone of local times: the connector's own, else its kind's. */
  private @Nullable ZoneId zone() {
    ZoneId own = Times.zone(settings.text("timeZone", ""));
    return own == null ? vocabulary.zone() : own;
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

  /** The value, if it is not too long; of a sender that hears nothing, its beginning. */
  private String bounded(String name, String value, int longest) {
    if (value.length() <= longest) {
      return value;
    }
    if (vocabulary.strict()) {
      errors.add(new Refusal.Place(pointer(name), "longer than " + longest + " characters"));
      return value;
    }
    boolean pair = Character.isHighSurrogate(value.charAt(longest - 1));
    return value.substring(0, pair ? longest - 1 : longest);
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
