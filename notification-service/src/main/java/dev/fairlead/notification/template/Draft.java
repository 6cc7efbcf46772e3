package dev.fairlead.notification.template;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates (Qute) of one kind of notice in one language; what is absent stays as it is.
 *
 * @param title heading of cards
 * @param text the sentence in inbox, stream, cards and mails
 * @param subject of mails
 * @param mailText body of mails as plain text
 * @param mailHtml body of mails as HTML
 */
public record Draft(
    @Nullable String title,
    @Nullable String text,
    @Nullable String subject,
    @Nullable String mailText,
    @Nullable String mailHtml) {

  /** Nothing is changed. */
  public static final Draft NONE = new Draft(null, null, null, null, null);

  /** The templates there are, by the name of their field. */
  @JsonIgnore
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    put(parts, "title", title);
    put(parts, "text", text);
    put(parts, "subject", subject);
    put(parts, "mailText", mailText);
    put(parts, "mailHtml", mailHtml);
    return parts;
  }

  private static void put(Map<String, String> parts, String name, @Nullable String template) {
    if (template != null) {
      parts.put(name, template);
    }
  }
}
