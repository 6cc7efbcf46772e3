package dev.fairlead.ownership;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.adapter.Activities;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Entries;
import dev.fairlead.ownership.adapter.Pack;
import dev.fairlead.ownership.domain.Authority;
import dev.fairlead.ownership.domain.Custody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Answers questions about who holds what, to those who may know. */
@ApplicationScoped
public class AskLedger {

  private final Transactions transactions;
  private final Custodies custodies;
  private final Entries entries;
  private final Activities activities;
  private final CommandLead commandLead;
  private final LedgerClock clock;

  AskLedger(
      Transactions transactions,
      Custodies custodies,
      Entries entries,
      Activities activities,
      CommandLead commandLead,
      LedgerClock clock) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.entries = entries;
    this.activities = activities;
    this.commandLead = commandLead;
    this.clock = clock;
  }

  /**
   * What to list; null means any.
   *
   * @param owner rep id, or {@code me}
   * @param after lead id that the page begins behind
   */
  public record Filter(
      @Nullable String owner,
      @Nullable String state,
      @Nullable Instant dueBefore,
      @Nullable String after,
      int limit) {}

  /** How a lead stands, now or as of an instant. */
  public Uni<LeadView> lead(Caller caller, String leadId, @Nullable Instant at) {
    return visible(
        caller,
        leadId,
        (session, custody, reads) ->
            at == null
                ? Uni.createFrom().item(LeadView.of(leadId, custody, clock.now()))
                : asOf(session, leadId, at));
  }

  /** Every change of custody, oldest first. */
  public Uni<List<Entries.Item>> history(Caller caller, String leadId) {
    return visible(caller, leadId, (session, custody, reads) -> entries.history(session, leadId));
  }

  /** What was done, oldest first; notes only for those who may read them. */
  public Uni<List<Activities.Item>> activities(Caller caller, String leadId) {
    return visible(
        caller,
        leadId,
        (session, custody, reads) ->
            activities
                .of(session, leadId)
                .map(all -> all.stream().map(a -> Activities.Item.of(a, reads)).toList()));
  }

  /**
   * Everything that was entered about the lead, so that somebody else can verify it; notes only for
   * those who may read them.
   */
  public Uni<ObjectNode> evidence(Caller caller, String leadId) {
    return visible(
        caller,
        leadId,
        (session, custody, reads) ->
            entries
                .all(session, leadId)
                .chain(
                    all ->
                        activities
                            .of(session, leadId)
                            .map(
                                done ->
                                    Pack.of(
                                        LeadView.of(leadId, custody, clock.now()),
                                        all,
                                        done,
                                        reads,
                                        clock.now()))));
  }

  /** A page of leads: a rep sees his own, a manager his teams', an admin all. */
  public Uni<Page<LeadView>> list(Caller caller, Filter filter) {
    return transactions.run(
        session ->
            commandLead
                .authority(session, caller)
                .chain(authority -> custodies.list(session, query(authority, filter)))
                .map(
                    held ->
                        Page.of(
                            held.stream()
                                .map(h -> LeadView.of(h.leadId(), h.custody(), clock.now()))
                                .toList(),
                            filter.limit(),
                            LeadView::leadId)));
  }

  private static Custodies.Query query(Authority authority, Filter filter) {
    boolean me = "me".equals(filter.owner());
    String owner = me ? authority.user() : filter.owner();
    boolean ownOnly = authority.user().equals(owner);
    boolean all = authority.managesAll();
    if (!all && !ownOnly && !authority.manager()) {
      if (owner != null) {
        throw ProblemException.forbidden("lead.not-yours", "a rep lists his own leads");
      }
      owner = authority.user();
      ownOnly = true;
    }
    String[] teams = all || ownOnly ? null : authority.managedTeams().toArray(String[]::new);
    return new Custodies.Query(
        owner, filter.state(), filter.dueBefore(), teams, filter.after(), filter.limit());
  }

  private Uni<LeadView> asOf(Mutiny.Session session, String leadId, Instant at) {
    return entries
        .asOf(session, leadId, at)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get())
                    : custodies
                        .hadMet(session, leadId, at)
                        .map(
                            met -> {
                              if (!met) {
                                throw CommandLead.unknown(leadId + " at that time");
                              }
                              return Custody.UNMET;
                            }))
        .map(custody -> LeadView.of(leadId, custody, at));
  }

  private interface Question<T> {
    Uni<T> ask(Mutiny.Session session, Custody custody, boolean reads);
  }

  private <T> Uni<T> visible(Caller caller, String leadId, Question<T> question) {
    return transactions.run(
        session ->
            custodies
                .find(session, leadId)
                .map(found -> found.orElseThrow(() -> CommandLead.unknown(leadId)))
                .chain(
                    custody ->
                        commandLead
                            .authority(session, caller)
                            .invoke(authority -> mustSee(caller, authority, custody))
                            .map(authority -> authority.mayRead(custody, clock.now()))
                            .chain(reads -> question.ask(session, custody, reads))));
  }

  private void mustSee(Caller caller, Authority authority, Custody custody) {
    boolean seesAll = caller.is("analyst") || caller.is("integration");
    if (!seesAll && !authority.maySee(custody, clock.now())) {
      throw ProblemException.forbidden("lead.not-yours", "this lead is not yours");
    }
  }
}
