package dev.fairlead.assignment.decision.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.assignment.decision.Docket;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Every decision that was made, with its whole trace. */
@ApplicationScoped
public class Decisions {

  private static final String ADD =
      """
      insert into decision (id, lead_id, epoch, at, outcome, cause, policy_version, roster_version,
                            rule_id, rep_id, team_id, operator, rotation, document)
      select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[],
                           $6::text[], $7::int[], $8::bigint[], $9::text[], $10::text[],
                           $11::text[], $12::text[], $13::text[], $14::text[])
      """;

  private static final String UNDO =
      """
      update decision d set undone = n.why from unnest($1::uuid[], $2::text[]) as n(id, why)
      where d.id = n.id and d.undone is null and d.outcome = 'assigned' and d.cause <> 'admin'
      returning d.rotation, d.rep_id
      """;

  /**
   * A decision to be kept.
   *
   * @param rotation the one it counted in; null for none
   */
  public record Kept(DecisionBody decision, @Nullable String rotation) {}

  /**
   * Notes that decisions no longer count, and answers the rotations that counted them.
   *
   * @param why by decision: {@code refused} by the ledger, or {@code invalid}, no lead at all
   */
  public Uni<List<Docket.Credit>> undo(Mutiny.Session session, Map<String, String> why) {
    if (why.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Sql.on(session)
        .run(
            UNDO,
            why.keySet().stream().map(UUID::fromString).toArray(UUID[]::new),
            why.values().toArray(String[]::new))
        .map(
            rows -> {
              List<Docket.Credit> credits = new ArrayList<>();
              for (Row row : rows) {
                if (row.getString(0) != null) {
                  credits.add(new Docket.Credit(row.getString(0), row.getString(1)));
                }
              }
              return credits;
            });
  }

  /** Takes out of decisions what people wrote about these leads. */
  public Uni<Void> forgetWords(Mutiny.Session session, Collection<String> leads) {
    if (leads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            "update decision set document = (document::jsonb - 'note')::text"
                + " where lead_id = any($1) and operator is not null",
            (Object) leads.toArray(String[]::new))
        .replaceWithVoid();
  }

  /** Keeps decisions. */
  public Uni<Void> add(Mutiny.Session session, List<Kept> kept) {
    if (kept.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<DecisionBody> made = kept.stream().map(Kept::decision).toList();
    return Sql.on(session)
        .update(
            ADD,
            made.stream().map(d -> UUID.fromString(d.id())).toArray(UUID[]::new),
            Sql.texts(made, DecisionBody::leadId),
            Sql.longs(made, DecisionBody::epoch),
            Sql.times(made, DecisionBody::at),
            Sql.texts(made, DecisionBody::outcome),
            Sql.texts(made, DecisionBody::cause),
            made.stream().map(DecisionBody::policyVersion).toArray(Integer[]::new),
            Sql.longs(made, DecisionBody::rosterVersion),
            Sql.texts(made, DecisionBody::ruleId),
            Sql.texts(made, DecisionBody::repId),
            Sql.texts(made, DecisionBody::teamId),
            Sql.texts(made, DecisionBody::operator),
            Sql.texts(kept, Kept::rotation),
            Sql.texts(made, FactsReader::write))
        .replaceWithVoid();
  }

  /** The decision of that id; null for none. */
  public Uni<@Nullable DecisionBody> find(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first("select document from decision where id = $1", row -> parse(row.getString(0)), id);
  }

  /**
   * The decisions on a lead, in their order.
   *
   * @param rep only those that chose this rep; null for all
   */
  public Uni<List<DecisionBody>> of(
      Mutiny.Session session, String leadId, @Nullable String rep, int limit) {
    return Sql.on(session)
        .list(
            "select document from decision where lead_id = $1 and ($2::text is null or rep_id = $2)"
                + " order by at, id limit $3",
            row -> parse(row.getString(0)).withoutInputs(),
            leadId,
            rep,
            limit);
  }

  private static DecisionBody parse(String document) {
    try {
      return EventJson.mapper().readValue(document, DecisionBody.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a decision", e);
    }
  }
}
