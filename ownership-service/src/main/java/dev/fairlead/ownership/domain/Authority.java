package dev.fairlead.ownership.domain;

import java.time.Instant;
import java.util.Set;

/**
 * What a user may do in the ledger. A manager acts for the teams that name him; one whom no team
 * names manages the whole organisation.
 *
 * @param user user id; for a rep his rep id
 * @param managedTeams the teams that name him
 */
public record Authority(String user, boolean admin, boolean manager, Set<String> managedTeams) {

  public Authority {
    managedTeams = Set.copyOf(managedTeams);
  }

  /** Whether he may command this lead: its owner, a manager of its team, an admin. */
  public boolean mayCommand(Custody custody) {
    if (admin) {
      return true;
    }
    return switch (custody) {
      case Custody.Owned o -> o.owner().equals(user) || managesTeam(o.team());
      case Custody.Assigning a -> manager;
      case Custody.Pooled p -> manager;
      case Custody.Closed c -> manager;
    };
  }

  /** Whether he may log work on this lead: as above, or as a helper who may write. */
  public boolean mayWork(Custody custody, Instant now) {
    return mayCommand(custody)
        || (custody instanceof Custody.Owned o
            && o.helpers().stream().anyMatch(h -> h.repId().equals(user) && h.mayWrite(now)));
  }

  /** Whether he may see how the lead stands: as above, any helper; pooled leads are for all. */
  public boolean maySee(Custody custody, Instant now) {
    return mayCommand(custody)
        || switch (custody) {
          case Custody.Owned o -> o.helps(user, now);
          case Custody.Closed c -> user.equals(c.owner());
          case Custody.Pooled p -> true;
          case Custody.Assigning a -> false;
        };
  }

  private boolean managesTeam(@org.jspecify.annotations.Nullable String team) {
    return manager && (managedTeams.isEmpty() || (team != null && managedTeams.contains(team)));
  }
}
