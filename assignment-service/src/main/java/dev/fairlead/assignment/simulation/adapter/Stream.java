package dev.fairlead.assignment.simulation.adapter;

import dev.fairlead.assignment.decision.adapter.FactsReader;
import dev.fairlead.assignment.simulation.domain.Recorded;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The recorded leads, page by page in the order they came. */
@ApplicationScoped
public class Stream {

  private static final String PAGE =
      """
      select l.lead_id, l.facts, l.received_at, c.left_at, d.rep_id, d.team_id, d.at, d.cause
      from lead l
      left join custody c on c.lead_id = l.lead_id
      left join lateral (
        select rep_id, team_id, at, cause from decision
        where lead_id = l.lead_id and outcome = 'assigned' and cause <> 'admin'
          and undone is distinct from 'refused'
        order by at limit 1) d on true
      where (l.received_at, l.lead_id) > ($1, $2) and l.received_at < $3
      order by l.received_at, l.lead_id limit $4
      """;

  /**
   * A lead as it was read, its facts not taken apart yet.
   *
   * @param facts their document
   */
  public record Raw(
      String leadId,
      String facts,
      Instant receivedAt,
      @Nullable Instant leftAt,
      @Nullable String repId,
      @Nullable String teamId,
      @Nullable Instant assignedAt,
      boolean existingOwner) {

    /** The lead, its facts taken apart. */
    public Recorded recorded() {
      Duration held =
          leftAt == null || assignedAt == null || leftAt.isBefore(assignedAt)
              ? null
              : Duration.between(assignedAt, leftAt);
      return new Recorded(
          leadId,
          FactsReader.parse(facts),
          receivedAt,
          repId,
          teamId,
          assignedAt,
          existingOwner,
          held);
    }
  }

  /**
   * Where a page begins.
   *
   * @param at the time of the lead before it
   * @param leadId its id
   */
  public record Place(Instant at, String leadId) {}

  /** The next leads. */
  public Uni<List<Raw>> page(Mutiny.Session session, Place after, Instant to, int limit) {
    return Sql.on(session)
        .list(PAGE, Stream::raw, Sql.time(after.at()), after.leadId(), Sql.time(to), limit);
  }

  private static Raw raw(Row row) {
    return new Raw(
        row.getString("lead_id"),
        row.getString("facts"),
        Objects.requireNonNull(Sql.instant(row, "received_at")),
        Sql.instant(row, "left_at"),
        row.getString("rep_id"),
        row.getString("team_id"),
        Sql.instant(row, "at"),
        "existing-owner".equals(row.getString("cause")));
  }

  /** How many leads came in a time. */
  public Uni<Long> count(Mutiny.Session session, Instant from, Instant to) {
    return Sql.on(session)
        .list(
            "select count(*) from lead where received_at >= $1 and received_at < $2",
            row -> row.getLong(0),
            Sql.time(from),
            Sql.time(to))
        .map(List::getFirst);
  }
}
