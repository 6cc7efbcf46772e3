package dev.fairlead.ownership.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /**
   * Whether he may give this command: work may be logged by helpers who may write, a helper may
   * leave by himself, a won lead may be handed on by who won it; all else is as {@link
   * #mayCommand}.
   */
  public boolean may(LedgerCommand command, Custody custody, Instant now) {
    return switch (command) {
      case LedgerCommand.LogActivity c -> mayWork(custody, now);
      case LedgerCommand.RemoveHelper c -> mayCommand(custody) || c.repId().equals(user);
      case LedgerCommand.HandOff c -> mayCommand(custody) || hasWon(custody);
      default -> mayCommand(custody);
    };
  }

  /** Whether he may command this lead: its owner, a manager of its team, an admin. */
  public boolean mayCommand(Custody custody) {
    if (admin) {
      return true;
    }
    return switch (custody) {
      case Custody.Owned o -> o.owner().equals(user) || managesTeam(o.team());
      case Custody.Closed c -> c.team() == null ? manager : managesTeam(c.team());
      case Custody.Assigning a -> manager;
      case Custody.Pooled p -> manager;
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
          case Custody.Assigning a ->
              a.helpers().stream().anyMatch(h -> h.repId().equals(user) && h.isActive(now));
        };
  }

  /**
   * Whether he may read what people noted about the lead, which may tell of a person: as he may see
   * it, but for pooled leads, whose person stays hidden until they are claimed.
   */
  public boolean mayRead(Custody custody, Instant now) {
    return custody instanceof Custody.Pooled ? mayCommand(custody) : maySee(custody, now);
  }

  /** Whether he manages the whole organisation. */
  public boolean managesAll() {
    return admin || (manager && managedTeams.isEmpty());
  }

  private boolean hasWon(Custody custody) {
    return custody instanceof Custody.Closed c && c.isWon() && user.equals(c.owner());
  }

  private boolean managesTeam(@Nullable String team) {
    return manager && (managedTeams.isEmpty() || (team != null && managedTeams.contains(team)));
  }
}
