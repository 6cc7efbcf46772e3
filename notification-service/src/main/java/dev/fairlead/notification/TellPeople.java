package dev.fairlead.notification;

import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Leads;
import dev.fairlead.notification.adapter.Roster;
import dev.fairlead.notification.domain.Happening;
import dev.fairlead.notification.domain.Lead;
import dev.fairlead.notification.settings.House;
import dev.fairlead.notification.settings.HouseRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Turns a batch of happenings into notices, what is remembered of their leads, and deliveries to
 * come; with a fixed number of statements, in the caller's transaction. Locks leads first and
 * recipients last, each in the order of their ids, so that two batches cannot wait for each other.
 */
@ApplicationScoped
public class TellPeople {

  private static final int MOST_STEPS = 500;
  private static final String STEP = "fairlead.notification.follow-up-due";

  private final Transactions transactions;
  private final Leads leads;
  private final Roster roster;
  private final HouseRules rules;
  private final Announce announce;

  TellPeople(
      Transactions transactions, Leads leads, Roster roster, HouseRules rules, Announce announce) {
    this.transactions = transactions;
    this.leads = leads;
    this.roster = roster;
    this.rules = rules;
    this.announce = announce;
  }

  /** Applies the happenings in their order; answers one ending for each. */
  public Uni<List<Ending>> tell(Mutiny.Session session, List<Heard> heard) {
    if (heard.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Set<String> ids = new HashSet<>();
    heard.stream().map(h -> h.happening().leadId()).filter(Objects::nonNull).forEach(ids::add);
    return leads
        .lock(session, ids)
        .chain(known -> rules.read(session).chain(house -> tell(session, heard, known, house)));
  }

  private Uni<List<Ending>> tell(
      Mutiny.Session session, List<Heard> heard, Map<String, Lead> known, House house) {
    return roster
        .chiefs(session, reps(heard, known), house.poolAdmins())
        .chain(
            chiefs -> {
              Briefing briefing = new Briefing(known, chiefs, house.matrix(), house.ladder());
              List<Ending> endings = heard.stream().map(briefing::hear).toList();
              return leads
                  .save(session, briefing.changed())
                  .chain(() -> announce.announce(session, briefing, house.matrix()))
                  .replaceWith(endings);
            });
  }

  private static Set<String> reps(List<Heard> heard, Map<String, Lead> known) {
    Set<String> reps = new HashSet<>();
    heard.stream().map(h -> h.happening().subject()).filter(Objects::nonNull).forEach(reps::add);
    known.values().stream().map(Lead::owner).filter(Objects::nonNull).forEach(reps::add);
    return reps;
  }

  /** Takes the steps of the ladder that are due; answers for how many leads. */
  public Uni<Integer> climb(Instant now) {
    return transactions.run(
        session ->
            leads
                .lockOverdue(session, now, MOST_STEPS)
                .chain(
                    ids ->
                        ids.isEmpty()
                            ? Uni.createFrom().item(0)
                            : climb(session, ids, now).replaceWith(ids.size())));
  }

  private Uni<Void> climb(Mutiny.Session session, List<String> ids, Instant now) {
    return leads
        .lock(session, ids)
        .chain(
            known ->
                rules
                    .read(session)
                    .chain(
                        house -> {
                          List<Heard> due = new ArrayList<>();
                          List<Lead> again = new ArrayList<>();
                          known
                              .values()
                              .forEach(
                                  lead ->
                                      house
                                          .ladder()
                                          .due(lead, now)
                                          .ifPresentOrElse(
                                              step -> due.add(heard(step, now)),
                                              () -> again.add(lead.watchedAnew(house.ladder()))));
                          return leads
                              .save(session, again)
                              .chain(() -> tell(session, due, known, house))
                              .replaceWithVoid();
                        }));
  }

  /** A step has no event behind it; its id is what happens once: this step of this custody. */
  private static Heard heard(Happening.FollowUpDue step, Instant now) {
    String id = "follow-up/" + step.leadId() + "/" + step.epoch() + "/" + step.step();
    return new Heard(id, STEP, now, Flow.start(), step);
  }
}
