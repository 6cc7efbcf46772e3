package dev.fairlead.notification;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.notification.domain.Happening;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Preferences;
import dev.fairlead.notification.domain.Text;
import dev.fairlead.notification.domain.Told;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person is told of one event.
 *
 * @param event name of that event on the wire
 * @param team of the lead; null when it is not known
 * @param text the sentence in both languages
 * @param about what the lead is about; kept apart so that it can be erased
 * @param ends the moment it points at, such as a deadline
 * @param via the channels that the matrix allows and he wants
 */
public record Notice(
    UUID id,
    String eventId,
    String event,
    Person recipient,
    Told told,
    @Nullable String leadId,
    @Nullable String team,
    Text text,
    @Nullable String about,
    Instant at,
    @Nullable Instant ends,
    Set<String> via,
    Flow flow) {

  /** The draft put into words for its recipient. */
  static Notice of(
      Briefing.Draft draft, Person recipient, Text text, @Nullable String about, Set<String> via) {
    Happening happening = draft.happening();
    return new Notice(
        Ids.next(),
        draft.eventId(),
        draft.heard().event(),
        recipient,
        draft.told(),
        happening.leadId(),
        draft.team(),
        text,
        about,
        draft.heard().at(),
        happening.ends(),
        via,
        draft.heard().flow());
  }

  /** Its kind. */
  public NoticeType type() {
    return told.type();
  }

  /** Whether it stands in his inbox and goes to his live streams. */
  public boolean isShown() {
    return via.contains(Preferences.IN_APP);
  }
}
