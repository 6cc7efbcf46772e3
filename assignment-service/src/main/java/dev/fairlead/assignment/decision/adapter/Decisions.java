package dev.fairlead.assignment.decision.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Every decision that was made, with its whole trace. */
@ApplicationScoped
public class Decisions {

  private static final String ADD =
      """
      insert into decision (id, lead_id, epoch, at, outcome, cause, policy_version, roster_version,
                            rule_id, rep_id, team_id, operator, document)
      select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[],
                           $6::text[], $7::int[], $8::bigint[], $9::text[], $10::text[],
                           $11::text[], $12::text[], $13::text[])
      """;

  /** Keeps decisions. */
  public Uni<Void> add(Mutiny.Session session, List<DecisionBody> made) {
    if (made.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
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
