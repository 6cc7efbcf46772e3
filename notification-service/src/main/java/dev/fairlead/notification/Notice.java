package dev.fairlead.notification;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Preferences;
import dev.fairlead.notification.domain.Text;
import dev.fairlead.notification.domain.Wording;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person is told of one event.
 *
 * @param text the sentence in both languages
 * @param about what the lead is about; kept apart so that it can be erased
 */
public record Notice(
    UUID id,
    String eventId,
    Person recipient,
    NoticeType type,
    @Nullable String leadId,
    Text text,
    @Nullable String about,
    Instant at,
    Flow flow) {

  /** The draft put into words for its recipient. */
  static Notice of(Briefing.Draft draft, Person recipient, @Nullable String about) {
    NoticeType type = draft.told().type();
    return new Notice(
        Ids.next(),
        draft.eventId(),
        recipient,
        type,
        draft.happening().leadId(),
        Wording.of(type, draft.happening(), recipient.zone()),
        about,
        draft.heard().at(),
        draft.heard().flow());
  }

  /** Whether it stands in his inbox and goes to his live streams. */
  public boolean isShown() {
    return recipient.wants(Preferences.IN_APP);
  }
}
