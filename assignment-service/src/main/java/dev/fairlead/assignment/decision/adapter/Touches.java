package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who was first in contact with whom, for those who say that he is to have the lead. */
@ApplicationScoped
public class Touches {

  private static final String ADD =
      """
      insert into touch (lead_id, rep_id, first_at)
      select l, r, min(a) from unnest($1::text[], $2::text[], $3::timestamptz[]) as t(l, r, a)
      group by l, r order by l, r
      on conflict (lead_id, rep_id) do update set first_at = least(touch.first_at, excluded.first_at)
      """;

  /** A contact. */
  public record Touch(String leadId, String repId, Instant at) {}

  /** Remembers contacts. */
  public Uni<Void> add(Mutiny.Session session, List<Touch> touches) {
    if (touches.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            ADD,
            Sql.texts(touches, Touch::leadId),
            Sql.texts(touches, Touch::repId),
            Sql.times(touches, Touch::at))
        .replaceWithVoid();
  }

  /** Who was in contact with those leads since when, by lead and rep. */
  public Uni<Map<String, Map<String, Instant>>> of(
      Mutiny.Session session, Collection<String> leads) {
    return Sql.on(session)
        .run(
            "select lead_id, rep_id, first_at from touch where lead_id = any($1)",
            (Object) leads.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, Map<String, Instant>> touched = new HashMap<>();
              rows.forEach(
                  row ->
                      touched
                          .computeIfAbsent(row.getString(0), lead -> new HashMap<>())
                          .put(
                              row.getString(1),
                              Objects.requireNonNull(Sql.instant(row, "first_at"))));
              return touched;
            });
  }
}
