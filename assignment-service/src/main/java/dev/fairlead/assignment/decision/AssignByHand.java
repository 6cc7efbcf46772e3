package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.Settlement.Ruling;
import dev.fairlead.assignment.decision.adapter.Counters;
import dev.fairlead.assignment.decision.adapter.Counters.Locks;
import dev.fairlead.assignment.decision.adapter.Counters.Wanted;
import dev.fairlead.assignment.decision.adapter.Custodies;
import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.adapter.Leads;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A manager gives a lead to a rep: while it is being assigned, instead of the rules; while it is
 * owned, as a transfer that the ledger carries out.
 */
@ApplicationScoped
public class AssignByHand {

  private final Custodies custodies;
  private final Leads leads;
  private final Counters counters;
  private final Sittings sittings;
  private final Settlement settlement;
  private final PolicyReader policies;

  AssignByHand(
      Custodies custodies,
      Leads leads,
      Counters counters,
      Sittings sittings,
      Settlement settlement,
      PolicyReader policies) {
    this.custodies = custodies;
    this.leads = leads;
    this.counters = counters;
    this.sittings = sittings;
    this.settlement = settlement;
    this.policies = policies;
  }

  /**
   * What a manager wants.
   *
   * @param reason in his words
   */
  public record Wish(String leadId, String repId, String reason, String operator, Flow flow) {}

  /**
   * Assigns; runs in the caller's transaction.
   *
   * @throws ProblemException 404 {@code lead.unknown}; 409 {@code assign.pooled}, {@code
   *     assign.closed}, {@code assign.same-owner}, {@code assign.over-capacity}; 422 {@code
   *     rep.unknown}, {@code rep.inactive}; 503 {@code assign.in-progress} while the ledger has not
   *     answered an earlier proposal
   */
  public Uni<DecisionBody> run(Mutiny.Session session, Wish wish, Instant now) {
    return custodies
        .lock(session, wish.leadId())
        .map(custody -> assignable(custody, wish))
        .chain(
            custody ->
                AssignmentState.share(session)
                    .chain(
                        state ->
                            leads
                                .find(session, List.of(wish.leadId()))
                                .chain(
                                    facts ->
                                        assign(
                                            session,
                                            state,
                                            custody,
                                            facts.get(wish.leadId()),
                                            wish,
                                            now))));
  }

  private static Custody assignable(@Nullable Custody custody, Wish wish) {
    if (custody == null) {
      throw ProblemException.notFound("lead.unknown", "lead " + wish.leadId());
    }
    return switch (custody.state()) {
      case POOLED ->
          throw ProblemException.conflict("assign.pooled", "a pool has it; assign it there");
      case CLOSED -> throw ProblemException.conflict("assign.closed", "it is closed");
      case OWNED -> {
        if (wish.repId().equals(custody.owner())) {
          throw ProblemException.conflict("assign.same-owner", "he owns it already");
        }
        yield custody;
      }
      case ASSIGNING -> {
        if (custody.phase() == Custody.Phase.PROPOSED) {
          throw ProblemException.later("assign.in-progress", "it is being assigned just now", 1);
        }
        yield custody;
      }
    };
  }

  private Uni<DecisionBody> assign(
      Mutiny.Session session,
      AssignmentState state,
      Custody custody,
      @Nullable LeadFacts facts,
      Wish wish,
      Instant now) {
    LeadFacts known = facts == null ? LeadFacts.NONE : facts;
    Question question =
        new Question(
            Ids.nextText(),
            wish.leadId(),
            custody.epoch(),
            known,
            custody.stage(),
            Set.of(),
            null,
            now,
            0);
    return sittings
        .withoutCounters(session, state, List.of(question))
        .chain(
            sitting -> {
              Rep rep = active(sitting.roster().rep(wish.repId()), wish);
              String rotation = rotation(custody, sitting.roster(), rep);
              Set<String> rotations = rotation == null ? Set.of() : Set.of(rotation);
              return counters
                  .read(session, Wanted.of(rotations, Set.of(rep.id()), now), Locks.ALL)
                  .invoke(book -> refuseFull(rep, book))
                  .call(book -> count(session, book, rotation, rep))
                  .replaceWith(() -> decision(state, custody, sitting, question, rep, wish))
                  .call(made -> settle(session, custody, made, rotation, wish));
            });
  }

  /** The rotation that counts what is given by hand; null when his team does not want that. */
  private static @Nullable String rotation(Custody custody, Roster roster, Rep rep) {
    Team team = rep.teams().isEmpty() ? null : roster.team(rep.teams().getFirst());
    if (team == null || !team.countsManual() || custody.state() != Custody.State.ASSIGNING) {
      return null;
    }
    return team.rotationId();
  }

  private Uni<Void> count(Mutiny.Session session, Book book, @Nullable String rotation, Rep rep) {
    if (rotation == null) {
      return Uni.createFrom().voidItem();
    }
    book.rotation(rotation).giveByHand(rep.id());
    return counters.save(session, book);
  }

  private static Rep active(@Nullable Rep rep, Wish wish) {
    if (rep == null) {
      throw ProblemException.invalid(
          "rep.unknown", "/repId", "there is no rep '" + wish.repId() + "'");
    }
    if (!rep.active()) {
      throw ProblemException.invalid("rep.inactive", "/repId", "he is away or has left");
    }
    return rep;
  }

  private static void refuseFull(Rep rep, Book book) {
    if (rep.capacity() != null && book.open(rep.id()) >= rep.capacity()) {
      throw ProblemException.conflict("assign.over-capacity", "he has no room for another lead");
    }
  }

  private DecisionBody decision(
      AssignmentState state,
      Custody custody,
      Sitting sitting,
      Question question,
      Rep rep,
      Wish wish) {
    Rule rule = sitting.firstRule(question);
    boolean owned = custody.state() == Custody.State.OWNED;
    return DecisionBody.of(
        Decision.byHand(
            question,
            state.activePolicy() == null ? 0 : state.activePolicy(),
            state.rosterVersion(),
            rep,
            rule == null ? policies.usualTerms() : rule.protect(),
            owned ? "admin" : "manual",
            wish.operator()),
        null,
        wish.operator(),
        wish.reason());
  }

  private Uni<Void> settle(
      Mutiny.Session session,
      Custody custody,
      DecisionBody made,
      @Nullable String rotation,
      Wish wish) {
    Docket docket = new Docket(List.of(custody));
    if (custody.state() == Custody.State.ASSIGNING) {
      docket.put(custody.proposed(made.id(), made.repId()));
    }
    return settlement.write(session, docket, List.of(new Ruling(made, wish.flow(), rotation)));
  }
}
