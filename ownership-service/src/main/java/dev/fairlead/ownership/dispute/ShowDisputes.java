package dev.fairlead.ownership.dispute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.adapter.Disputes.Numbered;
import dev.fairlead.ownership.dispute.adapter.Disputes.Statement;
import dev.fairlead.ownership.dispute.domain.Dispute;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows disputes to their parties and to those who decide them. */
@ApplicationScoped
public class ShowDisputes {

  private final Transactions transactions;
  private final Disputes disputes;
  private final Oversight oversight;

  ShowDisputes(Transactions transactions, Disputes disputes, Oversight oversight) {
    this.transactions = transactions;
    this.disputes = disputes;
    this.oversight = oversight;
  }

  /** A dispute with all that belongs to it. */
  public record Whole(Dispute dispute, List<Statement> statements, JsonNode pack) {}

  /** One dispute; 403 {@code dispute.not-yours} for others. */
  public Uni<Whole> one(Caller caller, String id) {
    return transactions.run(
        session ->
            disputes
                .get(session, id)
                .call(
                    dispute ->
                        oversight
                            .teams(session, caller)
                            .invoke(
                                teams -> {
                                  boolean ofTeam =
                                      teams.isEmpty()
                                          || (dispute.team() != null
                                              && teams.get().contains(dispute.team()));
                                  if (!ofTeam && !dispute.isParty(caller.id())) {
                                    throw ProblemException.forbidden(
                                        "dispute.not-yours", "you are no party of it");
                                  }
                                }))
                .chain(
                    dispute ->
                        disputes
                            .statements(session, id)
                            .chain(
                                statements ->
                                    disputes
                                        .pack(session, id)
                                        .map(pack -> new Whole(dispute, statements, pack)))));
  }

  /** Disputes below a number, the latest first. */
  public Uni<List<Numbered>> list(
      Caller caller, @Nullable String state, @Nullable String leadId, long below, int limit) {
    return transactions.run(
        session ->
            oversight
                .teams(session, caller)
                .chain(
                    teams ->
                        disputes.list(
                            session,
                            new Disputes.Query(
                                state,
                                leadId,
                                teams.map(t -> t.toArray(String[]::new)).orElse(null),
                                caller.id(),
                                below,
                                limit))));
  }
}
