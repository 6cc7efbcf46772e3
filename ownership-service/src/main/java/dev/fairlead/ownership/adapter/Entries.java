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

/** The ledger's entries: appended, never changed. */
@ApplicationScoped
public class Entries {

  private static final String APPEND =
      """
      insert into ledger_entry
        (lead_id, at, epoch, made_epoch, cause, from_owner, to_owner, operator, reason, rule_id,
         policy_version, correlation_id, caused_by, batch_id, state, doc)
      select e.lead_id, e.at, e.epoch, e.made, e.cause, e.f, e.t, e.operator, e.reason, e.rule,
             e.version, e.correlation, e.caused_by, e.batch, e.state, e.doc
      from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::boolean[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::text[],
                  $13::text[], $14::text[], $15::text[], $16::text[]) with ordinality
        as e(lead_id, at, epoch, made, cause, f, t, operator, reason, rule, version, correlation,
             caused_by, batch, state, doc, n)
      order by e.n
      """;

  /** Appends entries in their order. */
  public Uni<Void> append(Mutiny.Session session, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            APPEND,
            Sql.texts(entries, Entry::leadId),
            Sql.times(entries, Entry::at),
            Sql.longs(entries, e -> e.custody().epoch()),
            entries.stream().map(Entry::madeEpoch).toArray(Boolean[]::new),
            Sql.texts(entries, Entry::cause),
            Sql.texts(entries, Entry::from),
            Sql.texts(entries, Entry::to),
            Sql.texts(entries, Entry::operator),
            Sql.texts(entries, Entry::reason),
            Sql.texts(entries, Entry::ruleId),
            entries.stream().map(Entry::policyVersion).toArray(Integer[]::new),
            Sql.texts(entries, Entry::correlationId),
            Sql.texts(entries, Entry::causedBy),
            Sql.texts(entries, Entry::batchId),
            Sql.texts(entries, e -> CustodyJson.state(e.custody())),
            Sql.texts(entries, e -> CustodyJson.write(e.custody())))
        .replaceWithVoid();
  }

  /** The changes of custody of a lead, oldest first. */
  public Uni<List<Item>> history(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .list(
            """
            select seq, at, epoch, cause, from_owner, to_owner, operator, reason, rule_id,
                   policy_version, correlation_id, batch_id, state
            from ledger_entry where lead_id = $1 and made_epoch order by seq
            """,
            Entries::item,
            leadId);
  }

  /** The custody of a lead as of an instant; empty when the ledger had not met it. */
  public Uni<Optional<Custody>> asOf(Mutiny.Session session, String leadId, Instant at) {
    return Sql.on(session)
        .first(
            "select state, doc from ledger_entry where lead_id = $1 and at <= $2"
                + " order by seq desc limit 1",
            row -> CustodyJson.read(row.getString(0), row.getString(1)),
            leadId,
            Sql.time(at))
        .map(Optional::ofNullable);
  }

  private static Item item(Row row) {
    return new Item(
        row.getLong("seq"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        row.getLong("epoch"),
        row.getString("cause"),
        row.getString("from_owner"),
        row.getString("to_owner"),
        row.getString("operator"),
        row.getString("reason"),
        row.getString("rule_id"),
        row.getInteger("policy_version"),
        row.getString("correlation_id"),
        row.getString("batch_id"),
        row.getString("state"));
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
      String state) {}
}
