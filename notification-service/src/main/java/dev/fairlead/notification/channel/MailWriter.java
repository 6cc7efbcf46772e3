package dev.fairlead.notification.channel;

import dev.fairlead.notification.domain.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts a letter into a mail, as HTML and as plain text, in its recipient's language. */
@ApplicationScoped
public class MailWriter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final String from;
  private final String domain;

  MailWriter(@ConfigProperty(name = "fairlead.notification.mail-from") String from) {
    this.from = from;
    this.domain = from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  /** What the templates show. */
  public record Content(
      String headline, @Nullable String about, String time, @Nullable String leadId) {}

  @CheckedTemplate(basePath = "mail")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance zhHtml(Content content);

    static native TemplateInstance zhText(Content content);

    static native TemplateInstance enHtml(Content content);

    static native TemplateInstance enText(Content content);
  }

  /** The mail of a letter to this address. */
  Uni<Mail> write(Letter letter, String address) {
    Language language = letter.recipient().language();
    Content content = content(letter, language);
    return Uni.combine()
        .all()
        .unis(html(content, language).createUni(), text(content, language).createUni())
        .asTuple()
        .map(
            bodies ->
                new Mail(
                    letter.deliveryId(),
                    message(letter, address, content)
                        .setHtml(bodies.getItem1())
                        .setText(bodies.getItem2())));
  }

  private MailMessage message(Letter letter, String address, Content content) {
    return new MailMessage()
        .setFrom(from)
        .setTo(address)
        .setSubject("[Fairlead] " + content.headline())
        .addHeader("Message-ID", "<" + letter.deliveryId() + "@" + domain + ">")
        .addHeader("Auto-Submitted", "auto-generated")
        .addHeader("X-Fairlead-Notice", letter.type());
  }

  private static Content content(Letter letter, Language language) {
    return new Content(
        letter.text().in(language),
        letter.about(),
        TIME.format(letter.at().atZone(letter.recipient().zone())),
        letter.leadId());
  }

  private static TemplateInstance html(Content content, Language language) {
    return switch (language) {
      case ZH -> Templates.zhHtml(content);
      case EN -> Templates.enHtml(content);
    };
  }

  private static TemplateInstance text(Content content, Language language) {
    return switch (language) {
      case ZH -> Templates.zhText(content);
      case EN -> Templates.enText(content);
    };
  }
}
