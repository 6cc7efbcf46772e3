package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The leads that are to be fetched from their platforms, and what became of each. */
@ApplicationScoped
public class Fetches {

  private static final String QUEUE =
      """
      insert into lead_fetch
        (id, submission_id, connector, external_id, external_key, known, since, next_at)
      select f.*, $7, $7 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[],
        $6::text[]) as f
      on conflict (connector, external_id) where status in ('waiting', 'running') do nothing
      returning id
      """;

  private static final String CLAIM =
      """
      with due as materialized (
        select d.id, d.submission_id from unnest($1::text[], $2::int[]) as c(connector, most)
        cross join lateral (
          select id, submission_id from lead_fetch
          where connector = c.connector and status in ('waiting', 'running') and next_at <= $3
          order by next_at limit c.most for update skip locked) as d)
      update lead_fetch f
      set status = 'running', attempts = f.attempts + 1, next_at = $4
      from due join submission s on s.id = due.submission_id
      where f.id = due.id
      returning f.id, f.submission_id, f.connector, f.external_id, f.external_key, f.known,
        f.attempts, f.since, s.correlation_id, s.traceparent
      """;

  private static final String HOLD =
      """
      select f.id from unnest($1::uuid[], $2::int[]) as mine(id, attempts)
      join lead_fetch f on f.id = mine.id and f.attempts = mine.attempts and f.status = 'running'
      order by f.id for update of f
      """;

  private static final String END =
      """
      update lead_fetch f
      set status = e.status, reason = e.reason, last_error = e.error, answer = e.answer,
          lead_id = e.lead_id, outcome = e.outcome
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::uuid[],
        $7::text[]) as e(id, status, reason, error, answer, lead_id, outcome)
      where f.id = e.id
      """;

  /** What a submission came to, once nothing of it is open any more. */
  private static final String FINISH =
      """
      with ended as (
        select submission_id, count(*) as all_of_it,
          count(*) filter (where status = 'failed') as failed,
          count(*) filter (where status = 'withdrawn') as withdrawn,
          count(*) filter (where outcome in ('created', 'attached')) as taken,
          count(*) filter (where outcome = 'duplicate') as known,
          min(reason) filter (where status = 'failed') as reason,
          min(last_error) filter (where status = 'failed') as error,
          (array_agg(lead_id order by id) filter (where lead_id is not null))[1] as lead_id,
          (array_agg(outcome order by id) filter (where lead_id is not null))[1] as outcome,
          jsonb_agg(jsonb_build_object('leadId', lead_id, 'outcome', outcome) order by id)
            filter (where lead_id is not null) as results
        from lead_fetch where submission_id = any($1::uuid[])
          and not exists (
            select 1 from lead_fetch o
            where o.submission_id = lead_fetch.submission_id
              and o.status in ('waiting', 'running'))
        group by submission_id)
      update submission s set
        status = case
          when e.failed > 0 then 'rejected'
          when e.taken > 0 or s.outcome in ('created', 'attached') then 'accepted'
          when e.known > 0 or s.outcome = 'duplicate' then 'duplicate'
          else 'rejected' end,
        reason = case
          when e.failed > 0 then e.reason
          when e.taken > 0 or e.known > 0 or s.outcome is not null then null
          when e.withdrawn > 0 then 'withdrawn'
          else 'not-found' end,
        detail = case
          when e.failed > 0 then e.failed || ' of ' || e.all_of_it || ': ' || coalesce(e.error, '?')
          end,
        lead_id = coalesce(e.lead_id, s.lead_id),
        outcome = coalesce(e.outcome, s.outcome),
        results = case when jsonb_array_length(e.results) > 1 then e.results::text
          else s.results end
      from ended e
      where s.id = e.submission_id
      """;

  /** A lead to be fetched. */
  public record Queued(
      UUID id,
      UUID submissionId,
      String connector,
      String externalId,
      String externalKey,
      Map<String, String> known) {

    /** One that nobody waits for yet. */
    public static Queued of(
        UUID submissionId,
        String connector,
        String externalId,
        String externalKey,
        Map<String, String> known) {
      return new Queued(Ids.next(), submissionId, connector, externalId, externalKey, known);
    }
  }

  /**
   * A lead to be fetched now, by us.
   *
   * @param known canonical fields that its announcement told
   * @param attempts this one included
   * @param since when it was announced
   */
  public record Due(
      UUID id,
      UUID submissionId,
      String connector,
      String externalId,
      Map<String, String> known,
      int attempts,
      Instant since,
      Flow flow) {}

  /**
   * How a fetch ended.
   *
   * @param answer the platform's, kept until the lead is erased
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record End(
      UUID id,
      String status,
      Refusal.@Nullable Reason reason,
      @Nullable String error,
      byte @Nullable [] answer,
      @Nullable Outcome outcome) {}

  /** Queues what nobody waits for already; answers the ids of those. */
  public Uni<Set<UUID>> queue(Mutiny.Session session, List<Queued> wanted, Instant now) {
    return Sql.on(session)
        .list(
            QUEUE,
            row -> row.getUUID(0),
            wanted.stream().map(Queued::id).toArray(UUID[]::new),
            wanted.stream().map(Queued::submissionId).toArray(UUID[]::new),
            Sql.texts(wanted, Queued::connector),
            Sql.texts(wanted, Queued::externalId),
            wanted.stream().map(one -> Hash.uuid(one.externalKey())).toArray(UUID[]::new),
            Sql.texts(wanted, one -> write(one.known())),
            Sql.time(now))
        .map(Set::copyOf);
  }

  /**
   * Takes what is due, so that no other replica does before the lease ends.
   *
   * @param most how many of each connector
   */
  public Uni<List<Due>> claim(
      Mutiny.Session session, Map<String, Integer> most, Instant now, Instant lease) {
    List<Map.Entry<String, Integer>> entries = List.copyOf(most.entrySet());
    return Sql.on(session)
        .list(
            CLAIM,
            Fetches::due,
            Sql.texts(entries, Map.Entry::getKey),
            entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new),
            Sql.time(now),
            Sql.time(lease));
  }

  private static Due due(Row row) {
    return new Due(
        row.getUUID("id"),
        row.getUUID("submission_id"),
        row.getString("connector"),
        row.getString("external_id"),
        read(row.getString("known")),
        row.getInteger("attempts"),
        Objects.requireNonNull(Sql.instant(row, "since")),
        new Flow(
            row.getString("correlation_id"),
            null,
            Objects.requireNonNullElse(row.getString("traceparent"), "")));
  }

  /** Keeps the submissions from others until the end of the transaction, in one order for all. */
  public Uni<Void> lockSubmissions(Mutiny.Session session, Collection<UUID> submissionIds) {
    return Sql.on(session)
        .run(
            "select id from submission where id = any($1::uuid[]) order by id for update",
            (Object) submissionIds.toArray(UUID[]::new))
        .replaceWithVoid();
  }

  /** Those that are still ours, and stay so until the end of the transaction. */
  public Uni<Set<UUID>> hold(Mutiny.Session session, Map<UUID, Integer> attempts) {
    List<Map.Entry<UUID, Integer>> entries = List.copyOf(attempts.entrySet());
    return Sql.on(session)
        .list(
            HOLD,
            row -> row.getUUID(0),
            entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
            entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
        .map(Set::copyOf);
  }

  /** Ends fetches that are held, and settles the submissions of which nothing is open any more. */
  public Uni<Void> end(Mutiny.Session session, List<End> ends, Collection<UUID> submissionIds) {
    return Sql.on(session)
        .update(
            END,
            ends.stream().map(End::id).toArray(UUID[]::new),
            Sql.texts(ends, End::status),
            Sql.texts(ends, end -> end.reason() == null ? null : end.reason().text()),
            Sql.texts(ends, End::error),
            ends.stream()
                .map(end -> end.answer() == null ? null : Buffer.buffer(end.answer()))
                .toArray(Buffer[]::new),
            ends.stream()
                .map(end -> end.outcome() == null ? null : end.outcome().leadId())
                .toArray(UUID[]::new),
            Sql.texts(ends, end -> end.outcome() == null ? null : end.outcome().kind().text()))
        .chain(() -> finish(session, submissionIds));
  }

  private static Uni<Void> finish(Mutiny.Session session, Collection<UUID> submissionIds) {
    return Sql.on(session)
        .update(FINISH, (Object) submissionIds.toArray(UUID[]::new))
        .replaceWithVoid();
  }

  /** To be tried again then. */
  public Uni<Void> later(Mutiny.Session session, Due due, Instant nextAt, String error) {
    return Sql.on(session)
        .update(
            """
            update lead_fetch set status = 'waiting', next_at = $3, last_error = $4
            where id = $1 and attempts = $2 and status = 'running'
            """,
            due.id(),
            due.attempts(),
            Sql.time(nextAt),
            error)
        .replaceWithVoid();
  }

  /** Not tried at all: its connector pauses. */
  public Uni<Void> handBack(Mutiny.Session session, Due due, String error) {
    return Sql.on(session)
        .update(
            """
            update lead_fetch
            set status = 'waiting', attempts = attempts - 1, next_at = since, last_error = $3
            where id = $1 and attempts = $2 and status = 'running'
            """,
            due.id(),
            due.attempts(),
            error)
        .replaceWithVoid();
  }

  /** Puts what a submission waits for, or waited for in vain, to the front; answers how many. */
  public Uni<Integer> again(Mutiny.Session session, UUID submissionId, Instant now) {
    return Sql.on(session)
        .update(
            """
            update lead_fetch f
            set status = 'waiting', attempts = 0, since = $2, next_at = $2, reason = null,
                last_error = null, answer = null
            where submission_id = $1
              and (status = 'waiting'
                or status in ('failed', 'gone') and not exists (
                  select 1 from lead_fetch o
                  where o.connector = f.connector and o.external_id = f.external_id
                    and o.status in ('waiting', 'running')))
            """,
            submissionId,
            Sql.time(now));
  }

  /** Whether a submission has anything to do with fetching. */
  public Uni<Boolean> any(Mutiny.Session session, UUID submissionId) {
    return Sql.on(session)
        .first(
            "select 1 from lead_fetch where submission_id = $1 limit 1", row -> true, submissionId)
        .map(found -> Boolean.TRUE.equals(found));
  }

  /** Lets go of leads that were taken back before they were fetched. */
  Uni<Void> withdraw(Mutiny.Session session, Collection<String> externalKeys) {
    UUID[] keys = externalKeys.stream().map(Hash::uuid).toArray(UUID[]::new);
    return Sql.on(session)
        .list(
            """
            update lead_fetch set status = 'withdrawn'
            where external_key = any($1::uuid[]) and status in ('waiting', 'running')
              and connector = any($2::text[])
            returning submission_id
            """,
            row -> row.getUUID(0),
            keys,
            externalKeys.stream()
                .map(key -> key.substring(0, key.indexOf('\n')))
                .distinct()
                .toArray(String[]::new))
        .map(ids -> ids.stream().collect(Collectors.toUnmodifiableSet()))
        .chain(
            ids ->
                ids.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : lockSubmissions(session, ids).chain(() -> finish(session, ids)));
  }

  /** Removes what the platform told of a lead. */
  public Uni<Void> erase(Mutiny.Session session, UUID leadId) {
    return Sql.on(session)
        .update("update lead_fetch set answer = null where lead_id = $1", leadId)
        .replaceWithVoid();
  }

  /** How many wait or run. */
  public Uni<Long> open(Mutiny.Session session) {
    return Sql.on(session)
        .first(
            "select count(*) from lead_fetch where status in ('waiting', 'running')",
            row -> row.getLong(0))
        .map(count -> count == null ? 0L : count);
  }

  private static String write(Map<String, String> known) {
    try {
      return EventJson.mapper().writeValueAsString(known);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }

  private static Map<String, String> read(String json) {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored announcement", e);
    }
  }
}
