package dev.fairlead.notification.adapter;

import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.hook.Card;
import dev.fairlead.notification.template.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes cards of notices: heading, sentence, what the lead is about, and where to go on. */
@ApplicationScoped
public class Cards {

  private final Links links;
  private final ZoneId zone;

  Cards(Links links, @ConfigProperty(name = "fairlead.notification.zone") ZoneId zone) {
    this.links = links;
    this.zone = zone;
  }

  Card card(
      NoticeType type,
      Language language,
      String text,
      @Nullable String about,
      @Nullable String leadId,
      Instant at,
      Phrases phrases) {
    boolean zh = language == Language.ZH;
    List<Card.Field> fields = new ArrayList<>();
    if (about != null) {
      fields.add(new Card.Field(zh ? "线索" : "Lead", about));
    }
    fields.add(new Card.Field(zh ? "时间" : "Time", Phrases.time(at, zone)));
    if (leadId != null) {
      fields.add(new Card.Field(zh ? "编号" : "Lead id", leadId));
    }
    String link = links.lead(leadId);
    return new Card(
        phrases.title(type, language, text, leadId),
        text,
        fields,
        link == null ? null : new Card.Button(zh ? "查看线索" : "Open lead", link));
  }
}
