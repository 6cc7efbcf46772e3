package dev.fairlead.notification.channel;

import dev.fairlead.notification.adapter.Links;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.template.Draft;
import dev.fairlead.notification.template.Phrases;
import dev.fairlead.notification.template.Renderer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts a letter into a mail, as HTML and as plain text, in its recipient's language: by the admin's
 * templates where there are any that work, else by the usual ones.
 */
@ApplicationScoped
public class MailWriter {

  private static final Logger LOG = Logger.getLogger(MailWriter.class);

  private final Links links;
  private final Renderer renderer;
  private final String from;
  private final String domain;

  MailWriter(
      Links links,
      Renderer renderer,
      @ConfigProperty(name = "fairlead.notification.mail-from") String from) {
    this.links = links;
    this.renderer = renderer;
    this.from = from;
    this.domain = from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  /** What the templates show. */
  public record Content(
      String headline,
      @Nullable String about,
      String time,
      @Nullable String leadId,
      List<Line> items,
      @Nullable String link,
      @Nullable String unsubscribe) {}

  /** One notice of a digest. */
  public record Line(String headline, @Nullable String about, String time, @Nullable String link) {}

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
                    worded(
                        letter,
                        content,
                        message(letter, address, content)
                            .setHtml(bodies.getItem1())
                            .setText(bodies.getItem2()))));
  }

  private MailMessage message(Letter letter, String address, Content content) {
    MailMessage message =
        new MailMessage()
            .setFrom(from)
            .setTo(address)
            .setSubject("[Fairlead] " + content.headline())
            .addHeader("Message-ID", "<" + letter.deliveryId() + "@" + domain + ">")
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Fairlead-Notice", letter.type());
    return content.unsubscribe() == null
        ? message
        : message
            .addHeader("List-Unsubscribe", "<" + content.unsubscribe() + ">")
            .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }

  /** What the admin wrote takes the place of what is usual; all of it, or nothing. */
  private MailMessage worded(Letter letter, Content content, MailMessage usual) {
    Draft words = letter.words();
    Map<String, String> values = values(letter, content);
    try {
      String subject = words.subject() == null ? null : renderer.text(words.subject(), values);
      String text = words.mailText() == null ? null : renderer.text(words.mailText(), values);
      String html = words.mailHtml() == null ? null : renderer.html(words.mailHtml(), values);
      if (subject != null) {
        usual.setSubject(subject.replaceAll("\\p{Cntrl}+", " ").strip());
      }
      if (text != null) {
        usual.setText(text);
      }
      if (html != null) {
        usual.setHtml(html);
      }
    } catch (TemplateException e) {
      LOG.warnf("the mail template of %s does not work and is passed over", letter.type());
    }
    return usual;
  }

  private static Map<String, String> values(Letter letter, Content content) {
    Map<String, String> values = new HashMap<>();
    values.put("type", letter.type());
    values.put("title", title(letter));
    values.put("text", content.headline());
    values.put("about", text(content.about()));
    values.put("time", content.time());
    values.put("leadId", text(content.leadId()));
    values.put("link", text(content.link()));
    values.put("unsubscribe", text(content.unsubscribe()));
    return values;
  }

  private static String title(Letter letter) {
    return NoticeType.named(letter.type())
        .map(type -> type.title().in(letter.recipient().language()))
        .orElse(letter.type());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private Content content(Letter letter, Language language) {
    return new Content(
        letter.text().in(language),
        letter.about(),
        Phrases.time(letter.at(), letter.recipient().zone()),
        letter.leadId(),
        letter.items().stream().map(item -> line(item, letter, language)).toList(),
        links.lead(letter.leadId()),
        links.unsubscribe(letter.recipient().id(), letter.type()));
  }

  private Line line(Letter.Item item, Letter letter, Language language) {
    return new Line(
        item.text().in(language),
        item.about(),
        Phrases.time(item.at(), letter.recipient().zone()),
        links.lead(item.leadId()));
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
