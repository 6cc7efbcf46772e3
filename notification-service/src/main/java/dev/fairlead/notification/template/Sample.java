package dev.fairlead.notification.template;

import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.NoticeType;
import java.util.Map;

/** Values to try a template with: the very names it may use, with plausible words. */
final class Sample {

  private Sample() {}

  /**
   * The values of one part of the templates.
   *
   * @param part name of the field
   */
  static Map<String, String> values(String part, NoticeType type, Language language) {
    String text =
        switch (language) {
          case ZH -> "新线索已分配给您,请在 2026-04-04 09:00 (Asia/Shanghai) 前跟进";
          case EN -> "A new lead is yours; protected until 2026-04-04 09:00 (Asia/Shanghai)";
        };
    Map<String, String> values =
        Phrases.values(type, language, text, "018f2f3e-0000-7000-8000-000000000000");
    switch (part) {
      case "title" -> {}
      case "text" -> {
        values.put("recipient", "王芳");
        values.put("role", "owner");
        values.put("subject", "王芳");
        values.put("detail", "assigned");
        values.put("end", "2026-04-04 09:00");
      }
      default -> {
        values.put("about", "Acme · pumps · 上海");
        values.put("time", "2026-03-25 09:00");
        values.put("link", "https://fairlead.example/leads/018f2f3e");
        values.put("unsubscribe", "https://fairlead.example/api/notification/unsubscribe?token=…");
      }
    }
    return values;
  }
}
