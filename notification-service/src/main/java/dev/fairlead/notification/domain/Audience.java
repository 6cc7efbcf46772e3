package dev.fairlead.notification.domain;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whose notices a bot shows; whatever is absent does not narrow it.
 *
 * @param team of the lead or of the recipient
 * @param role the recipient's, by its code
 * @param rep the recipient himself: the bot is his own, so that his preferences count
 */
public record Audience(@Nullable String team, @Nullable String role, @Nullable String rep) {

  /** Everybody's. */
  public static final Audience EVERYBODY = new Audience(null, null, null);

  /** Whether this notice is for it. */
  public boolean includes(Told told, Collection<String> recipientTeams, @Nullable String leadTeam) {
    boolean fits = rep == null || rep.equals(told.recipient());
    boolean plays = role == null || role.equals(told.role().code());
    boolean near = team == null || team.equals(leadTeam) || recipientTeams.contains(team);
    return fits && plays && near;
  }
}
