package dev.fairlead.ownership.conduct.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.conduct.domain.Finding;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What detectors found. */
@ApplicationScoped
public class Violations {

  private static final String ADD =
      """
      insert into violation (id, rule, rep_id, against, lead_id, at, found_at, rules_version, evidence)
      select id, rule, rep, against, lead, at, $7, $8, string_to_array(evidence, ' ')
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $9::text[])
        with ordinality as v(id, rule, rep, against, lead, at, evidence, n)
      order by n
      on conflict (id) do nothing
      returning id
      """;

  private static final String LIST =
      """
      select v.* from violation v
      where v.seq < $1 and ($2::text is null or v.rep_id = $2) and ($3::text is null or v.rule = $3)
        and ($4::timestamptz is null or v.at >= $4) and ($5::timestamptz is null or v.at < $5)
        and ($6::text[] is null
             or exists (select from rep r where r.id = v.rep_id and r.teams && $6))
      order by v.seq desc limit $7
      """;

  /**
   * A violation.
   *
   * @param seq by which lists go on
   * @param rulesVersion which settings it was found under
   */
  public record Item(
      long seq,
      String id,
      String rule,
      String repId,
      @Nullable String against,
      String leadId,
      Instant at,
      Instant foundAt,
      int rulesVersion,
      List<String> evidence,
      @Nullable String dismissedBy,
      @Nullable Instant dismissedAt,
      @Nullable String dismissReason) {}

  /** What to list; null means any. */
  public record Query(
      @Nullable String repId,
      @Nullable String rule,
      @Nullable Instant from,
      @Nullable Instant to,
      String @Nullable [] teams,
      long below,
      int limit) {}

  /** Writes findings down and answers the ids of those that are new. */
  public Uni<Set<String>> add(
      Mutiny.Session session, List<Finding> findings, int rulesVersion, Instant now) {
    if (findings.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return Sql.on(session)
        .list(
            ADD,
            row -> row.getString(0),
            Sql.texts(findings, Finding::id),
            Sql.texts(findings, Finding::rule),
            Sql.texts(findings, Finding::repId),
            Sql.texts(findings, Finding::against),
            Sql.texts(findings, Finding::leadId),
            Sql.times(findings, Finding::at),
            Sql.time(now),
            rulesVersion,
            Sql.texts(findings, finding -> String.join(" ", finding.evidence())))
        .map(Set::copyOf);
  }

  /** When a rep broke a rule. */
  public record Past(String id, String repId, String rule, Instant at) {}

  /** Every violation of some reps that was not dismissed, oldest first. */
  public Uni<List<Past>> past(Mutiny.Session session, Set<String> reps) {
    return Sql.on(session)
        .list(
            "select id, rep_id, rule, at from violation"
                + " where rep_id = any($1::text[]) and dismissed_at is null order by at, seq",
            row ->
                new Past(
                    row.getString("id"),
                    row.getString("rep_id"),
                    row.getString("rule"),
                    Objects.requireNonNull(Sql.instant(row, "at"))),
            (Object) reps.toArray(String[]::new));
  }

  /** Locks a violation; empty when there is none. */
  public Uni<Optional<Item>> lock(Mutiny.Session session, String id) {
    return Sql.on(session)
        .first("select * from violation where id = $1 for update", Violations::item, id)
        .map(Optional::ofNullable);
  }

  /** Dismisses a violation and answers it as it then stands. */
  public Uni<Item> dismiss(
      Mutiny.Session session, String id, String by, String reason, Instant now) {
    return Sql.on(session)
        .list(
            "update violation set dismissed_by = $2, dismissed_at = $3, dismiss_reason = $4"
                + " where id = $1 returning *",
            Violations::item,
            id,
            by,
            Sql.time(now),
            reason)
        .map(List::getFirst);
  }

  /** Violations, the latest first. */
  public Uni<List<Item>> list(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            LIST,
            Violations::item,
            query.below(),
            query.repId(),
            query.rule(),
            Sql.time(query.from()),
            Sql.time(query.to()),
            query.teams(),
            query.limit());
  }

  private static Item item(Row row) {
    return new Item(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("rule"),
        row.getString("rep_id"),
        row.getString("against"),
        row.getString("lead_id"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        Objects.requireNonNull(Sql.instant(row, "found_at")),
        row.getInteger("rules_version"),
        List.of(row.getArrayOfStrings("evidence")),
        row.getString("dismissed_by"),
        Sql.instant(row, "dismissed_at"),
        row.getString("dismiss_reason"));
  }
}
