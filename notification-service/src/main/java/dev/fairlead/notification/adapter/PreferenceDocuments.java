package dev.fairlead.notification.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.domain.Preferences;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How people want to be told, a JSON document each. */
@ApplicationScoped
public class PreferenceDocuments {

  private static final String SAVE =
      """
      insert into preference (person, document) values ($1, $2)
      on conflict (person) do update set document = excluded.document
      """;

  /** What this person chose, or the defaults. */
  public Uni<Preferences> find(Mutiny.Session session, String person) {
    return Sql.on(session)
        .first("select document from preference where person = $1", row -> row.getString(0), person)
        .map(PreferenceDocuments::read);
  }

  /** Replaces what this person chose. */
  public Uni<Void> save(Mutiny.Session session, String person, Preferences preferences) {
    return Sql.on(session).update(SAVE, person, write(preferences)).replaceWithVoid();
  }

  static Preferences read(@Nullable String document) {
    if (document == null) {
      return Preferences.DEFAULT;
    }
    try {
      return EventJson.mapper().readValue(document, Preferences.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("preference.document is not ours", e);
    }
  }

  private static String write(Preferences preferences) {
    try {
      return EventJson.mapper().writeValueAsString(preferences);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("preferences cannot be written", e);
    }
  }
}
