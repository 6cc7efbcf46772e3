package dev.fairlead.notification.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.Person;
import dev.fairlead.notification.domain.Language;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Those who are told: roster and preferences together. */
@ApplicationScoped
public class People {

  private static final String FIND =
      """
      select p.id, r.id is not null as known, r.name, r.language, r.zone, r.teams, f.document,
             case when not r.gone then nullif(r.email, '') end as email
      from unnest($1::text[]) as p(id)
      left join rep r on r.id = p.id
      left join preference f on f.person = p.id
      """;

  private final Language language;
  private final ZoneId zone;

  People(
      @ConfigProperty(name = "fairlead.notification.language") String language,
      @ConfigProperty(name = "fairlead.notification.zone") ZoneId zone) {
    this.language =
        Language.of(language)
            .orElseThrow(() -> new IllegalArgumentException("not zh or en: " + language));
    this.zone = zone;
  }

  /** One person per id; whoever is not in the roster gets the installation's defaults. */
  public Uni<Map<String, Person>> find(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session)
        .list(FIND, this::person, (Object) ids.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.toMap(Person::id, Function.identity())));
  }

  /**
   * The person of a row with the columns id, known, name, language, zone, teams, document, email.
   */
  Person person(Row row) {
    var preferences = PreferenceDocuments.read(row.getString("document"));
    return new Person(
        row.getString("id"),
        row.getBoolean("known"),
        row.getString("name"),
        row.getString("email"),
        teams(row),
        zone(row.getString("zone")),
        Language.toUse(
            preferences.language(), row.getString("language"), row.getString("name"), language),
        preferences);
  }

  private static List<String> teams(Row row) {
    String[] teams = row.getArrayOfStrings("teams");
    return teams == null ? List.of() : List.of(teams);
  }

  private ZoneId zone(@Nullable String name) {
    try {
      return name == null ? zone : ZoneId.of(name);
    } catch (DateTimeException e) {
      return zone;
    }
  }
}
