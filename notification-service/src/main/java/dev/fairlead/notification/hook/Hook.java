package dev.fairlead.notification.hook;

import dev.fairlead.notification.domain.Language;
import java.net.URI;
import java.util.List;

/**
 * A configured channel as it is called.
 *
 * @param secrets those that are valid, the newest first; none when it has none
 * @param language what bots write in
 */
public record Hook(String id, String kind, URI url, List<String> secrets, Language language) {

  /** Names it only: address and secrets are keys. */
  @Override
  public String toString() {
    return kind + "/" + id;
  }
}
