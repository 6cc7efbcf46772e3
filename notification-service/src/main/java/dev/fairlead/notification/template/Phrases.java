package dev.fairlead.notification.template;

import dev.fairlead.notification.Person;
import dev.fairlead.notification.domain.Happening;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Text;
import dev.fairlead.notification.domain.Told;
import dev.fairlead.notification.domain.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of this moment: the admin's where there are any, the usual ones elsewhere. */
public final class Phrases {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Renderer renderer;
  private final Map<Key, Draft> drafts;

  /** Which templates. */
  record Key(String type, String language) {}

  Phrases(Renderer renderer, Map<Key, Draft> drafts) {
    this.renderer = renderer;
    this.drafts = Map.copyOf(drafts);
  }

  /** The admin's templates for a kind of notice. */
  public Draft draft(String type, Language language) {
    return drafts.getOrDefault(new Key(type, language.code()), Draft.NONE);
  }

  /**
   * The sentence for who is told what.
   *
   * @param names of reps by id
   */
  public Text sentence(
      Told told, Happening happening, Person recipient, Map<String, String> names) {
    Text usual = Wording.of(told, happening, recipient.zone(), names);
    return new Text(
        sentence(Language.ZH, usual.zh(), told, happening, recipient, names),
        sentence(Language.EN, usual.en(), told, happening, recipient, names));
  }

  private String sentence(
      Language language,
      String usual,
      Told told,
      Happening happening,
      Person recipient,
      Map<String, String> names) {
    String template = draft(told.type().code(), language).text();
    if (template == null) {
      return usual;
    }
    String subject = happening.subject();
    Map<String, String> values = values(told.type(), language, usual, happening.leadId());
    values.put("recipient", recipient.called());
    values.put("role", told.role().code());
    values.put("subject", subject == null ? "" : names.getOrDefault(subject, subject));
    values.put("detail", happening.detail());
    values.put("end", time(happening.ends(), recipient.zone()));
    return renderer.line(template, values).orElse(usual);
  }

  /** The heading of a kind of notice. */
  public String title(NoticeType type, Language language, String text, @Nullable String leadId) {
    String usual = type.title().in(language);
    String template = draft(type.code(), language).title();
    return template == null
        ? usual
        : renderer.line(template, values(type, language, text, leadId)).orElse(usual);
  }

  /** What every template may use. */
  static Map<String, String> values(
      NoticeType type, Language language, String text, @Nullable String leadId) {
    Map<String, String> values = new HashMap<>();
    values.put("type", type.code());
    values.put("title", type.title().in(language));
    values.put("text", text);
    values.put("leadId", leadId == null ? "" : leadId);
    return values;
  }

  /** A moment on somebody's clock; empty without one. */
  public static String time(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : MINUTES.format(at.atZone(zone));
  }
}
