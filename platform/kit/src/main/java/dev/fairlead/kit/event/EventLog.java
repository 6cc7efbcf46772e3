package dev.fairlead.kit.event;

import dev.fairlead.events.EventJson;
import dev.fairlead.events.EventType;
import dev.fairlead.events.Topic;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The append-only log of this service's facts; Debezium carries its inserts to Kafka. Appending
 * takes the caller's session, so a fact is in the log exactly when the change it tells of is.
 */
@ApplicationScoped
public class EventLog {

  private static final String APPEND =
      """
      insert into event_log
        (id, topic, key, type, source, time, occurred_at, correlation_id, causation_id, traceparent, payload)
      select id, topic, key, type, $5, time, at, correlation, causation, trace, payload
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $6::text[], $7::timestamptz[],
                  $8::text[], $9::text[], $10::text[], $11::text[])
        with ordinality as f(id, topic, key, type, time, at, correlation, causation, trace, payload, n)
      order by n
      """;

  private final ServiceName service;

  EventLog(ServiceName service) {
    this.service = service;
  }

  /** Appends facts in their order, with one statement. */
  public Uni<Void> append(Mutiny.Session session, List<Fact> facts) {
    if (facts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            APPEND,
            facts.stream().map(Fact::id).toArray(UUID[]::new),
            Sql.texts(facts, f -> service.topicPrefix() + Topic.of(f.event()).topicName()),
            Sql.texts(facts, f -> f.event().key()),
            Sql.texts(facts, f -> EventType.of(f.event()).name()),
            service.source(),
            Sql.texts(facts, f -> f.at().toString()),
            Sql.times(facts, Fact::at),
            Sql.texts(facts, f -> f.flow().correlationId()),
            Sql.texts(facts, f -> f.flow().causationId()),
            Sql.texts(facts, f -> f.flow().traceparent()),
            Sql.texts(facts, f -> EventJson.write(f.event())))
        .replaceWithVoid();
  }
}
