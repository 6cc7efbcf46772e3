package dev.fairlead.pool;

import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.Leads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.domain.ClockRules;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Episode;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.RepCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiPredicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is needed to choose the clock rules of leads again: same statements for any number. */
@ApplicationScoped
class RuleBooks {

  private final Pools pools;
  private final Leads leads;
  private final Roster roster;
  private final Custodies custodies;

  RuleBooks(Pools pools, Leads leads, Roster roster, Custodies custodies) {
    this.pools = pools;
    this.leads = leads;
    this.roster = roster;
    this.custodies = custodies;
  }

  /** The rules as they are now, for these leads. */
  Uni<RuleBook> about(Mutiny.Session session, Collection<Custody> held) {
    return pools
        .configuration(session)
        .chain(
            configuration ->
                leads
                    .facts(session, held.stream().map(Custody::leadId).toList())
                    .chain(
                        facts ->
                            roster
                                .conditions(session)
                                .chain(
                                    conditions ->
                                        custodies
                                            .calendars(session, held)
                                            .map(
                                                calendars ->
                                                    new RuleBook(
                                                        configuration,
                                                        facts,
                                                        conditions,
                                                        calendars)))));
  }

  /** The rules for some leads at one moment. */
  record RuleBook(
      Configuration configuration,
      Map<String, LeadFacts> facts,
      BiPredicate<@Nullable String, LeadFacts> conditions,
      Map<String, RepCalendar> calendars) {

    ClockRules rules(Custody custody) {
      return rules(custody, configuration);
    }

    /** The rules under another configuration. */
    ClockRules rules(Custody custody, Configuration changed) {
      Episode holder = custody.holder();
      return changed.rulesFor(
          holder == null ? null : holder.pool(),
          facts.get(custody.leadId()),
          (pool, lead) -> conditions.test(pool.when(), lead));
    }

    RepCalendar calendar(Custody custody) {
      return Custodies.calendar(custody, calendars);
    }
  }
}
