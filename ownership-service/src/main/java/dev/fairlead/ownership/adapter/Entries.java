package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.Custody;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The ledger's entries: appended, never changed but for words that are to be forgotten. */
@ApplicationScoped
public class Entries {

  private static final String APPEND =
      """
      insert into ledger_entry
        (lead_id, n, at, epoch, made_epoch, cause, from_owner, to_owner, operator, reason,
         reason_salt, reason_hash, rule_id, policy_version, correlation_id, caused_by, batch_id,
         activity_hash, state, doc, previous_hash, hash)
      select e.lead_id, e.n, e.at, e.epoch, e.made, e.cause, e.f, e.t, e.operator, e.reason, e.salt,
             e.words, e.rule, e.version, e.correlation, e.caused_by, e.batch, e.activity, e.state,
             e.doc, e.previous, e.hash
      from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::bigint[], $5::boolean[],
                  $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                  $12::text[], $13::text[], $14::int[], $15::text[], $16::text[], $17::text[],
                  $18::text[], $19::text[], $20::text[], $21::text[], $22::text[])
        with ordinality
        as e(lead_id, n, at, epoch, made, cause, f, t, operator, reason, salt, words, rule, version,
             correlation, caused_by, batch, activity, state, doc, previous, hash, place)
      order by e.place
      """;

  private static final String COLUMNS =
      "select lead_id, n, at, epoch, made_epoch, cause, from_owner, to_owner, operator, reason,"
          + " reason_salt, reason_hash, rule_id, policy_version, correlation_id, caused_by,"
          + " batch_id, activity_hash, state, doc, previous_hash, hash from ledger_entry ";

  /** Appends entries in their order. */
  public Uni<Void> append(Mutiny.Session session, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            APPEND,
            Sql.texts(entries, Entry::leadId),
            Sql.longs(entries, Entry::seq),
            Sql.times(entries, Entry::at),
            Sql.longs(entries, Entry::epoch),
            entries.stream().map(Entry::madeEpoch).toArray(Boolean[]::new),
            Sql.texts(entries, Entry::cause),
            Sql.texts(entries, Entry::from),
            Sql.texts(entries, Entry::to),
            Sql.texts(entries, Entry::operator),
            Sql.texts(entries, e -> e.words().text()),
            Sql.texts(entries, e -> e.words().salt()),
            Sql.texts(entries, e -> e.words().hash()),
            Sql.texts(entries, Entry::ruleId),
            entries.stream().map(Entry::policyVersion).toArray(Integer[]::new),
            Sql.texts(entries, Entry::correlationId),
            Sql.texts(entries, Entry::causedBy),
            Sql.texts(entries, Entry::batchId),
            Sql.texts(entries, Entry::activityHash),
            Sql.texts(entries, Entry::state),
            Sql.texts(entries, Entry::doc),
            Sql.texts(entries, Entry::previousHash),
            Sql.texts(entries, Entry::hash))
        .replaceWithVoid();
  }

  /** The changes of custody of a lead, oldest first. */
  public Uni<List<Item>> history(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .list(
            COLUMNS + "where lead_id = $1 and made_epoch order by n",
            row -> Item.of(entry(row)),
            leadId);
  }

  /** Every entry of a lead, oldest first. */
  public Uni<List<Entry>> all(Mutiny.Session session, String leadId) {
    return Sql.on(session).list(COLUMNS + "where lead_id = $1 order by n", Entries::entry, leadId);
  }

  /** The custody of a lead as of an instant; empty when the ledger had no entry of it. */
  public Uni<Optional<Custody>> asOf(Mutiny.Session session, String leadId, Instant at) {
    return Sql.on(session)
        .first(
            COLUMNS + "where lead_id = $1 and at <= $2 order by n desc limit 1",
            row -> entry(row).custody(),
            leadId,
            Sql.time(at))
        .map(Optional::ofNullable);
  }

  /** Takes away the words that people typed; their hashes stay, and with them the chain. */
  public Uni<Void> forget(Mutiny.Session session, List<String> leadIds) {
    return Sql.on(session)
        .update(
            "update ledger_entry set reason = null, reason_salt = null"
                + " where lead_id = any($1::text[]) and reason is not null and caused_by is null",
            (Object) leadIds.toArray(String[]::new))
        .replaceWithVoid();
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getString("lead_id"),
        row.getLong("n"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        row.getLong("epoch"),
        row.getBoolean("made_epoch"),
        row.getString("cause"),
        row.getString("from_owner"),
        row.getString("to_owner"),
        row.getString("operator"),
        new Words(
            row.getString("reason"), row.getString("reason_salt"), row.getString("reason_hash")),
        row.getString("rule_id"),
        row.getInteger("policy_version"),
        row.getString("correlation_id"),
        row.getString("caused_by"),
        row.getString("batch_id"),
        row.getString("activity_hash"),
        row.getString("state"),
        row.getString("doc"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }

  /** A change of custody, as history shows it. */
  public record Item(
      long seq,
      Instant at,
      long epoch,
      String cause,
      @Nullable String from,
      @Nullable String to,
      String operator,
      @Nullable String reason,
      @Nullable String ruleId,
      @Nullable Integer policyVersion,
      String correlationId,
      @Nullable String batchId,
      String state) {

    private static Item of(Entry e) {
      return new Item(
          e.seq(),
          e.at(),
          e.epoch(),
          e.cause(),
          e.from(),
          e.to(),
          e.operator(),
          e.words().text(),
          e.ruleId(),
          e.policyVersion(),
          e.correlationId(),
          e.batchId(),
          e.state());
    }
  }
}
