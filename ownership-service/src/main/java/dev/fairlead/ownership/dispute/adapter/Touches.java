package dev.fairlead.ownership.dispute.adapter;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Later submissions of the same person: where they came from and when, nothing personal. */
@ApplicationScoped
public class Touches {

  private static final String KEEP =
      """
      insert into touch (event_id, lead_id, source, connector, at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
      on conflict do nothing
      """;

  /** Keeps touches. */
  public Uni<Void> keep(Mutiny.Session session, List<Envelope> touched) {
    if (touched.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            KEEP,
            Sql.texts(touched, Envelope::id),
            Sql.texts(touched, one -> touch(one).leadId()),
            Sql.texts(touched, one -> touch(one).source()),
            Sql.texts(touched, one -> touch(one).connector()),
            Sql.times(touched, one -> touch(one).submittedAt()))
        .replaceWithVoid();
  }

  private static LeadEvent.Touched touch(Envelope envelope) {
    return (LeadEvent.Touched) envelope.event();
  }
}
