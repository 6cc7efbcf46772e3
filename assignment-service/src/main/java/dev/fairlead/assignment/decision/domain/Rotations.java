package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rotation a rule counts in, and with which shares. */
public final class Rotations {

  private Rotations() {}

  /**
   * The rotation whose counters a rule uses: its team's, or one of its own. Shares that grow with
   * results are counted apart from those by weight.
   */
  public static String idOf(Rule rule, Roster roster) {
    String teamId = rule.assign() == null ? null : rule.assign().team();
    String id = idOf(teamId, "rule:" + rule.id(), roster);
    return byResults(rule) ? id + ":performance" : id;
  }

  /** The rotation in which the helpers of a rule take turns. */
  public static String helpersOf(Rule rule, Rule.Helpers helpers, Roster roster) {
    return idOf(helpers.team(), "rule:" + rule.id(), roster) + ":helpers";
  }

  private static String idOf(@Nullable String teamId, String otherwise, Roster roster) {
    Team team = roster.team(teamId);
    if (team != null) {
      return team.rotationId();
    }
    return teamId == null ? otherwise : teamId;
  }

  private static boolean byResults(Rule rule) {
    return rule.assign() != null && rule.assign().strategy() == Strategy.PERFORMANCE;
  }

  /** Whether a decision by that rule looks at how leads ended. */
  public static boolean looksAtResults(Rule rule) {
    return byResults(rule)
        || (rule.assign() != null && rule.assign().strategy() == Strategy.BEST_MATCH);
  }

  /** Those who take turns in a rule's rotation. */
  public static List<Rep> members(Rule rule, Roster roster) {
    if (rule.assign() == null || rule.assign().team() == null) {
      return roster.members(null);
    }
    String id = idOf(rule.assign().team(), "", roster);
    return roster.inRotation(id);
  }

  /** Has all rotations of a rule take over who is in them now, and with which shares. */
  public static void align(Rule rule, Roster roster, Book book) {
    Rule.Assign assign = rule.assign();
    if (assign == null) {
      return;
    }
    book.rotation(idOf(rule, roster)).align(shares(rule, roster, book));
    Rule.Helpers helpers = assign.helpers();
    if (helpers != null) {
      book.rotation(helpersOf(rule, helpers, roster))
          .align(
              roster.members(helpers.team()).stream()
                  .map(rep -> new Rotation.Share(rep.id(), 1))
                  .toList());
    }
  }

  private static List<Rotation.Share> shares(Rule rule, Roster roster, Book book) {
    List<Rep> members = members(rule, roster);
    Results team =
        byResults(rule) ? book.results(members.stream().map(Rep::id).toList()) : Results.NONE;
    List<Rotation.Share> shares = new ArrayList<>(members.size());
    for (Rep rep : members) {
      double weight = rep.weight() * book.factor(rep.id());
      if (byResults(rule)) {
        weight *= Performance.factor(book.results(rep.id(), Book.ALL_SEGMENTS), team);
      }
      shares.add(new Rotation.Share(rep.id(), weight));
    }
    return shares;
  }
}
