package dev.fairlead.kit.dlq;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.EventType;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventCodec;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.kit.event.Inbox;
import dev.fairlead.kit.event.Undecodable;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The dead letters of this service: buried, listed, replayed. */
@ApplicationScoped
public class DeadLetters {

  private static final String BURY =
      """
      insert into dead_letter
        (id, topic, partition_no, offset_no, record_key, headers, body, reason, detail)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (topic, partition_no, offset_no) do nothing
      """;

  private final Transactions transactions;
  private final DeadLetterProducer producer;
  private final EventHandler handler;

  DeadLetters(Transactions transactions, DeadLetterProducer producer, EventHandler handler) {
    this.transactions = transactions;
    this.producer = producer;
    this.handler = handler;
  }

  /** The event type a record claims, {@code unknown} for none we know; for metrics. */
  public static String typeOf(ConsumerRecord<String, byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    return type == null || type.value() == null
        ? "unknown"
        : EventType.named(new String(type.value(), StandardCharsets.UTF_8))
            .map(EventType::name)
            .orElse("unknown");
  }

  /**
   * Puts a record aside: a copy on the dead-letter topic, then a row here. Redelivery after a crash
   * in between may copy it twice (same topic, partition and offset in its headers), never lose it.
   */
  public Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason, String detail) {
    return producer
        .copy(record, reason, detail)
        .chain(
            () ->
                transactions.run(
                    session ->
                        Sql.on(session)
                            .update(
                                BURY,
                                Ids.next(),
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.key() == null ? null : storable(record.key()),
                                json(headers(record)),
                                Buffer.buffer(
                                    record.value() == null ? new byte[0] : record.value()),
                                reason,
                                storable(detail))))
        .replaceWithVoid();
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    EventCodec.headers(record.headers())
        .forEach((name, value) -> headers.put(storable(name), storable(value)));
    return headers;
  }

  /** PostgreSQL's text takes every character but one; whoever sends that one must not stop us. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  /** Empties the dead letters about these leads, whose personal data must be nowhere. */
  public static Uni<Void> erase(Mutiny.Session session, Collection<String> leadIds) {
    if (leadIds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            """
            update dead_letter
            set body = '', detail = 'erased', replayed_at = coalesce(replayed_at, now())
            where record_key = any($1::text[])
            """,
            (Object) leadIds.toArray(String[]::new))
        .replaceWithVoid();
  }

  /** The oldest first; only those still waiting unless all are asked for. */
  Uni<List<DeadLetter>> list(boolean all, int limit) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "from DeadLetter where :all = true or replayedAt is null order by buriedAt, id",
                    DeadLetter.class)
                .setParameter("all", all)
                .setMaxResults(limit)
                .getResultList());
  }

  /**
   * Applies a dead letter after all, in one transaction with the note that it was.
   *
   * @param corrected a body to use in place of the one that was buried, or null
   */
  Uni<Ending> replay(UUID id, byte @Nullable [] corrected) {
    return transactions.run(
        session ->
            session
                .find(DeadLetter.class, id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(
                    () -> ProblemException.notFound("dead-letter.unknown", "dead letter " + id))
                .chain(letter -> replay(session, letter, corrected)));
  }

  private Uni<Ending> replay(
      Mutiny.Session session, DeadLetter letter, byte @Nullable [] corrected) {
    if (letter.replayedAt != null) {
      return Uni.createFrom().item(Ending.DUPLICATE);
    }
    Envelope envelope = decode(letter, corrected);
    letter.replayedAt = Instant.now();
    return session
        .flush()
        .chain(() -> Inbox.take(session, List.of(envelope.id())))
        .chain(
            fresh ->
                fresh.isEmpty()
                    ? Uni.createFrom().item(Ending.DUPLICATE)
                    : handler.apply(session, List.of(envelope)).map(List::getFirst))
        .onFailure(failure -> !Failures.isPassing(failure))
        .transform(failure -> stillDead(Failures.describe(failure)));
  }

  private static Envelope decode(DeadLetter letter, byte @Nullable [] corrected) {
    try {
      RecordHeaders headers = new RecordHeaders();
      headers(letter)
          .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
      EventType type =
          EventCodec.typeOf(headers)
              .orElseThrow(() -> new Undecodable("an event type this version does not know"));
      return EventCodec.decode(type, headers, corrected == null ? letter.body : corrected);
    } catch (Undecodable e) {
      throw stillDead(String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException stillDead(String detail) {
    return new ProblemException(Problem.of(422, "dead-letter.still-dead", detail));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> headers(DeadLetter letter) {
    try {
      return EventJson.mapper().readValue(letter.headers, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("headers of a dead letter", e);
    }
  }

  private static String json(Map<String, String> headers) {
    try {
      return EventJson.mapper().writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("headers of a record", e);
    }
  }
}
