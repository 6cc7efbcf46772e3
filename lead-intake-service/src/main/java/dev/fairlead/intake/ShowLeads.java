package dev.fairlead.intake;

import dev.fairlead.intake.adapter.Leads;
import dev.fairlead.intake.adapter.Leads.Lead;
import dev.fairlead.intake.adapter.Leads.Search;
import dev.fairlead.intake.adapter.Teams;
import dev.fairlead.intake.domain.Custody;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shows leads, and the person behind them only to those who work on them. */
@ApplicationScoped
public class ShowLeads {

  private final Transactions transactions;
  private final Leads leads;
  private final Teams teams;

  ShowLeads(Transactions transactions, Leads leads, Teams teams) {
    this.transactions = transactions;
    this.leads = leads;
    this.teams = teams;
  }

  /** A lead as this caller may see it. */
  public record Shown(Lead lead, boolean withPerson) {}

  /** One lead; 404 without it. */
  public Uni<Shown> one(Caller caller, UUID id) {
    return transactions.run(
        session ->
            leads
                .find(session, id)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("lead.unknown", "such lead"))
                .chain(lead -> managed(session, caller).map(mine -> shown(caller, lead, mine))));
  }

  /** The leads of a search that are the caller's to see. */
  public Uni<List<Shown>> search(Caller caller, Search search) {
    boolean all = caller.isAdmin() || caller.is("integration");
    return transactions.run(
        session ->
            managed(session, caller)
                .chain(
                    mine ->
                        leads
                            .search(session, search, all ? null : caller.id(), mine)
                            .map(
                                found ->
                                    found.stream()
                                        .map(lead -> shown(caller, lead, mine))
                                        .toList())));
  }

  private Uni<Set<String>> managed(Mutiny.Session session, Caller caller) {
    return caller.is("manager")
        ? teams.managedBy(session, caller.id())
        : Uni.createFrom().item(Set.of());
  }

  private static Shown shown(Caller caller, Lead lead, Set<String> managed) {
    Custody custody = lead.custody();
    boolean worksOnIt =
        (caller.is("rep") || caller.is("manager"))
            && custody.isWorkedBy(caller.id(), Instant.now());
    boolean manages = custody.team() != null && managed.contains(custody.team());
    return new Shown(lead, caller.isAdmin() || worksOnIt || manages);
  }
}
