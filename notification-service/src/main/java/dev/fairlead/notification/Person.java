package dev.fairlead.notification;

import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.Preferences;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be told.
 *
 * @param known whether the roster has him; it may still be on its way
 * @param zone his, or the installation's
 * @param language to write to him in
 */
public record Person(
    String id,
    boolean known,
    @Nullable String email,
    ZoneId zone,
    Language language,
    Preferences preferences) {

  /** Whether he wants to be told this way. */
  public boolean wants(String channel) {
    return preferences.wants(channel);
  }

  /** Whether there may be a way to him: of somebody not known yet it cannot be ruled out. */
  public boolean mayHaveAddress() {
    return !known || email != null;
  }
}
