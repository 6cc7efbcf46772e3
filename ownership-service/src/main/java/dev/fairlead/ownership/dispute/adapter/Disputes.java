package dev.fairlead.ownership.dispute.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.dispute.domain.Dispute;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Disputes with what was said in them and the evidence gathered at their opening. */
@ApplicationScoped
public class Disputes {

  private static final String COLUMNS =
      """
      id, seq, lead_id, epoch, claimant, owner, team, claim, wants, evidence, opened_at, decide_by,
      overdue_at, state, outcome, reason, credit::text as credit, ended_by, ended_at
      """;

  /** Words people typed stay where they are, so that they can be erased there. */
  private static final String OPEN =
      """
      insert into dispute (id, lead_id, epoch, claimant, owner, team, claim, wants, evidence,
                           opened_at, decide_by, state, pack)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9::text[], $10::timestamptz, $11::timestamptz, 'open',
        jsonb_build_object(
          'head', (select c.head from custody c where c.lead_id = $2),
          'entries', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'at', utc_text(e.at), 'epoch', e.epoch, 'cause', e.cause, 'from', e.from_owner,
              'to', e.to_owner, 'operator', e.operator, 'hash', e.hash) order by e.n), '[]')
            from ledger_entry e where e.lead_id = $2),
          'owners', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'repId', e.to_owner, 'since', utc_text(e.at), 'epoch', e.epoch) order by e.n), '[]')
            from ledger_entry e where e.lead_id = $2 and e.made_epoch and e.to_owner is not null),
          'activities', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'id', a.id, 'repId', a.rep_id, 'kind', a.kind, 'outcome', a.outcome,
              'qualifying', a.qualifying, 'empty', a.empty, 'hash', a.hash, 'at', utc_text(a.at),
              'loggedAt', utc_text(a.logged_at)) order by a.at, a.id), '[]')
            from activity a where a.lead_id = $2 and a.rep_id in ($4, $5)),
          'firstTouch', (
            select coalesce(jsonb_object_agg(f.rep_id, utc_text(f.at)), '{}')
            from (select rep_id, min(at) as at from activity
                  where lead_id = $2 and rep_id in ($4, $5) group by rep_id) f),
          'received', (
            select jsonb_build_object('at', utc_text(d.met_at), 'source', d.source)
            from lead_dimension d where d.lead_id = $2),
          'touches', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'at', utc_text(t.at), 'source', t.source, 'connector', t.connector)
              order by t.at), '[]')
            from touch t where t.lead_id = $2))
      """;

  private static final String END =
      """
      update dispute
      set state = $2, outcome = $3, reason = $4, credit = $5::text::jsonb, ended_by = $6, ended_at = $7
      where id = $1
      """;

  private static final String LIST =
      "select "
          + COLUMNS
          + """
          from dispute
          where seq < $1 and ($2::text is null or state = $2) and ($3::text is null or lead_id = $3)
            and ($4::text[] is null or team = any($4) or claimant = $5 or owner = $5)
          order by seq desc limit $6
          """;

  private static final String MOOT =
      """
      update dispute set state = 'moot', ended_by = 'ownership-service', ended_at = $2
      where lead_id = any($1::text[]) and state = 'open' returning
      """
          + COLUMNS;

  private static final String OVERDUE =
      """
      update dispute set overdue_at = $1
      where id in (select id from dispute
                   where state = 'open' and overdue_at is null and decide_by <= $1
                   order by decide_by limit $2 for update skip locked)
      returning
      """
          + COLUMNS;

  /** A dispute with its number, by which lists go on. */
  public record Numbered(long seq, Dispute dispute) {}

  /** Something that was said. */
  public record Statement(String author, String words, List<String> evidence, Instant at) {}

  /**
   * What to list; null means any.
   *
   * @param teams whose disputes the caller may see, beside those he is a party of
   */
  public record Query(
      @Nullable String state,
      @Nullable String leadId,
      String @Nullable [] teams,
      String caller,
      long below,
      int limit) {}

  /** Keeps a new dispute and gathers the evidence as it is now. */
  public Uni<Void> open(Mutiny.Session session, Dispute d) {
    return Sql.on(session)
        .update(
            OPEN,
            d.id(),
            d.leadId(),
            d.epoch(),
            d.claimant(),
            d.owner(),
            d.team(),
            d.claim(),
            d.wants(),
            d.evidence().toArray(String[]::new),
            Sql.time(d.openedAt()),
            Sql.time(d.decideBy()))
        .replaceWithVoid();
  }

  /** A dispute; 404 {@code dispute.unknown} when there is none. */
  public Uni<Dispute> get(Mutiny.Session session, String id) {
    return one(session, "select " + COLUMNS + " from dispute where id = $1", id);
  }

  /** Locks a dispute; its lead has to be locked before. */
  public Uni<Dispute> lock(Mutiny.Session session, String id) {
    return one(session, "select " + COLUMNS + " from dispute where id = $1 for update", id);
  }

  private static Uni<Dispute> one(Mutiny.Session session, String sql, String id) {
    return Sql.on(session)
        .first(sql, Disputes::dispute, id)
        .map(
            found -> {
              if (found == null) {
                throw ProblemException.notFound("dispute.unknown", "dispute " + id);
              }
              return found;
            });
  }

  /** How many disputes a rep has open, and how many of them are about one lead. */
  public record Count(long open, long onLead) {}

  /** Counts a rep's open disputes. */
  public Uni<Count> count(Mutiny.Session session, String claimant, String leadId) {
    return Sql.on(session)
        .list(
            "select count(*) as open, count(*) filter (where lead_id = $2) as on_lead"
                + " from dispute where claimant = $1 and state = 'open'",
            row -> new Count(row.getLong("open"), row.getLong("on_lead")),
            claimant,
            leadId)
        .map(List::getFirst);
  }

  /** Writes how a locked dispute ended. */
  public Uni<Void> end(Mutiny.Session session, Dispute d) {
    return Sql.on(session)
        .update(
            END,
            d.id(),
            d.state(),
            d.outcome(),
            d.reason(),
            d.credit() == null ? null : write(d.credit()),
            d.endedBy(),
            Sql.time(d.endedAt()))
        .replaceWithVoid();
  }

  /** Makes shares of a lead those that count. */
  public Uni<Void> credit(
      Mutiny.Session session, String leadId, String disputeId, Map<String, Double> shares) {
    List<Map.Entry<String, Double>> rows = List.copyOf(shares.entrySet());
    Sql sql = Sql.on(session);
    return sql.update("delete from lead_credit where lead_id = $1", leadId)
        .chain(
            () ->
                sql.update(
                    "insert into lead_credit (lead_id, rep_id, team, share, dispute_id)"
                        + " select $1, s.rep, r.teams[1], s.share, $2"
                        + " from unnest($3::text[], $4::float8[]) as s(rep, share)"
                        + " left join rep r on r.id = s.rep",
                    leadId,
                    disputeId,
                    Sql.texts(rows, Map.Entry::getKey),
                    rows.stream().map(Map.Entry::getValue).toArray(Double[]::new)))
        .replaceWithVoid();
  }

  /** Ends the open disputes about leads there is nothing left to dispute of. */
  public Uni<List<Dispute>> moot(Mutiny.Session session, Collection<String> leadIds, Instant now) {
    return Sql.on(session)
        .list(MOOT, Disputes::dispute, leadIds.toArray(String[]::new), Sql.time(now));
  }

  /** Marks disputes that were not decided in time, each once, whichever replica comes first. */
  public Uni<List<Dispute>> overdue(Mutiny.Session session, Instant now, int limit) {
    return Sql.on(session).list(OVERDUE, Disputes::dispute, Sql.time(now), limit);
  }

  /** Disputes, the latest first. */
  public Uni<List<Numbered>> list(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            LIST,
            row -> new Numbered(row.getLong("seq"), dispute(row)),
            query.below(),
            query.state(),
            query.leadId(),
            query.teams(),
            query.caller(),
            query.limit());
  }

  /** Adds what somebody says. */
  public Uni<Void> say(Mutiny.Session session, String disputeId, Statement statement) {
    return Sql.on(session)
        .update(
            "insert into dispute_statement (dispute_id, author, words, evidence, at)"
                + " values ($1, $2, $3, $4, $5)",
            disputeId,
            statement.author(),
            statement.words(),
            statement.evidence().toArray(String[]::new),
            Sql.time(statement.at()))
        .replaceWithVoid();
  }

  /** What was said, oldest first. */
  public Uni<List<Statement>> statements(Mutiny.Session session, String disputeId) {
    return Sql.on(session)
        .list(
            "select author, words, evidence, at from dispute_statement where dispute_id = $1"
                + " order by seq",
            row ->
                new Statement(
                    row.getString("author"),
                    row.getString("words"),
                    List.of(row.getArrayOfStrings("evidence")),
                    Objects.requireNonNull(Sql.instant(row, "at"))),
            disputeId);
  }

  /** The evidence that was gathered. */
  public Uni<JsonNode> pack(Mutiny.Session session, String disputeId) {
    return Sql.on(session)
        .list(
            "select pack::text as pack from dispute where id = $1",
            row -> read(row.getString("pack")),
            disputeId)
        .map(List::getFirst);
  }

  /** Takes away the words about leads whose persons are to be forgotten; the facts stay. */
  public Uni<Void> forget(Mutiny.Session session, List<String> leadIds) {
    String[] ids = leadIds.toArray(String[]::new);
    Sql sql = Sql.on(session);
    return sql.update(
            "update dispute_statement s set words = '', evidence = '{}' from dispute d"
                + " where d.id = s.dispute_id and d.lead_id = any($1::text[])",
            (Object) ids)
        .chain(
            () ->
                sql.update(
                    "update dispute set claim = '', evidence = '{}', reason = null"
                        + " where lead_id = any($1::text[])",
                    (Object) ids))
        .replaceWithVoid();
  }

  private static Dispute dispute(Row row) {
    String credit = row.getString("credit");
    return new Dispute(
        row.getString("id"),
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("claimant"),
        row.getString("owner"),
        row.getString("team"),
        row.getString("claim"),
        row.getString("wants"),
        List.of(row.getArrayOfStrings("evidence")),
        Objects.requireNonNull(Sql.instant(row, "opened_at")),
        Objects.requireNonNull(Sql.instant(row, "decide_by")),
        Sql.instant(row, "overdue_at"),
        row.getString("state"),
        row.getString("outcome"),
        row.getString("reason"),
        credit == null ? null : shares(credit),
        row.getString("ended_by"),
        Sql.instant(row, "ended_at"));
  }

  private static Map<String, Double> shares(String text) {
    return EventJson.mapper().convertValue(read(text), new TypeReference<>() {});
  }

  private static JsonNode read(String text) {
    try {
      return EventJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dispute cannot be read", e);
    }
  }

  private static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dispute cannot be written", e);
    }
  }
}
