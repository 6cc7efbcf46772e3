package dev.fairlead.notification;

import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.Preferences;
import java.time.ZoneId;
import java.util.List;
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
    @Nullable String name,
    @Nullable String email,
    List<String> teams,
    ZoneId zone,
    Language language,
    Preferences preferences) {

  /** Whether there may be a way to him: of somebody not known yet it cannot be ruled out. */
  public boolean mayHaveAddress() {
    return !known || email != null;
  }

  /** How others call him. */
  public String called() {
    return name == null || name.isBlank() ? id : name;
  }
}
