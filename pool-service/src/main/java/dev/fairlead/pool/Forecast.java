package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Endings;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Leaving;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Says what leaves its owner soon, should nobody do anything, from the same computed end that
 * warnings and lapses go by. An admin sees all, a manager his teams (all when none names him), a
 * rep himself.
 */
@ApplicationScoped
public class Forecast {

  private final Transactions transactions;
  private final Endings endings;
  private final Pools pools;
  private final Roster roster;
  private final Clock clock;

  Forecast(Transactions transactions, Endings endings, Pools pools, Roster roster, Clock clock) {
    this.transactions = transactions;
    this.endings = endings;
    this.pools = pools;
    this.roster = roster;
    this.clock = clock;
  }

  /** Leads that leave, soonest first, one more than the limit if there is one, and all sums. */
  public Uni<Outlook> next(Caller caller, Wanted wanted) {
    Instant until = clock.instant().plus(Duration.ofDays(wanted.days()));
    return transactions.run(
        session ->
            scope(session, caller, wanted)
                .chain(scope -> outlook(session, query(wanted, scope, until))));
  }

  private Uni<Outlook> outlook(Mutiny.Session session, Endings.Query query) {
    return pools
        .configuration(session)
        .chain(
            configuration ->
                endings
                    .list(session, query)
                    .chain(
                        found ->
                            endings
                                .count(session, query)
                                .map(counts -> outlook(found, counts, configuration))));
  }

  private static Outlook outlook(
      List<Custody> found, List<Endings.Count> counts, Configuration configuration) {
    return new Outlook(
        found.stream().flatMap(c -> Leaving.of(c, configuration).stream()).toList(),
        counts.stream()
            .map(c -> new Total(String.valueOf(c.rep()), c.reason(), c.count()))
            .toList());
  }

  private static Endings.Query query(Wanted wanted, Scope scope, Instant until) {
    return new Endings.Query(
        until,
        scope.rep(),
        wanted.pool(),
        wanted.reason(),
        scope.teams(),
        scope.members(),
        wanted.after(),
        wanted.limit());
  }

  private Uni<Scope> scope(Mutiny.Session session, Caller caller, Wanted wanted) {
    if (caller.isAdmin()) {
      return within(session, wanted, null);
    }
    if (caller.is("manager")) {
      return roster
          .managedBy(session, caller.id())
          .chain(teams -> within(session, wanted, teams.isEmpty() ? null : teams));
    }
    if (wanted.rep() != null && !wanted.rep().equals(caller.id())) {
      throw ProblemException.forbidden("forecast.others", "a rep sees his own leads only");
    }
    return within(session, wanted.of(caller.id()), null);
  }

  private Uni<Scope> within(Mutiny.Session session, Wanted wanted, @Nullable Set<String> managed) {
    String team = wanted.team();
    if (team != null && managed != null && !managed.contains(team)) {
      throw ProblemException.forbidden("forecast.others", "this team does not name you");
    }
    Set<String> teams = team == null ? managed : Set.of(team);
    return teams == null
        ? Uni.createFrom().item(new Scope(wanted.rep(), null, null))
        : roster.members(session, teams).map(members -> new Scope(wanted.rep(), teams, members));
  }

  private record Scope(
      @Nullable String rep, @Nullable Set<String> teams, @Nullable Set<String> members) {}

  /**
   * What is asked for; absent filters let everything pass.
   *
   * @param days of 24 hours from now
   * @param pool whose rules the lead's clock goes by
   * @param after the last lead seen
   */
  public record Wanted(
      int days,
      @Nullable String rep,
      @Nullable String team,
      @Nullable String pool,
      @Nullable String reason,
      @Nullable String after,
      int limit) {
    Wanted of(String only) {
      return new Wanted(days, only, team, pool, reason, after, limit);
    }
  }

  /** What leaves, and sums of it by rep and reason. */
  public record Outlook(List<Leaving> items, List<Total> totals) {}

  /** How many leave a rep for a reason. */
  public record Total(String repId, String reason, long count) {}
}
