package dev.fairlead.ownership.domain;

import static dev.fairlead.ownership.domain.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.Custody.Helper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what: every command for everybody. Analysts and integrations get no command at all.
 */
class AuthorityTest {

  private static final Instant NOW = at("2026-03-25T09:00");

  private static final Map<String, Authority> PEOPLE =
      Map.of(
          "owner", rep("li-lei"),
          "write helper", rep("writer"),
          "read helper", rep("reader"),
          "former helper", rep("former"),
          "other rep", rep("han-meimei"),
          "manager of the team", manager("zhang-wei", "east"),
          "manager of another team", manager("wang-fang", "west"),
          "manager nobody names", manager("chen"),
          "admin", new Authority("admin", true, false, Set.of()));

  private static final Set<String> COMMANDERS =
      Set.of("owner", "manager of the team", "manager nobody names", "admin");

  private static final Set<String> WORKERS =
      Set.of("owner", "write helper", "manager of the team", "manager nobody names", "admin");

  private static final Custody OWNED =
      Story.of("P10D", "P3D", "P20D")
          .assigned("li-lei", NOW)
          .applies(new LedgerCommand.AddHelper(new Helper("writer", "write", null)), NOW)
          .applies(new LedgerCommand.AddHelper(new Helper("reader", "read", null)), NOW)
          .applies(new LedgerCommand.AddHelper(new Helper("former", "write", NOW)), NOW)
          .custody();

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(new LedgerCommand.Accept(), COMMANDERS),
        Arguments.of(new LedgerCommand.Decline("busy"), COMMANDERS),
        Arguments.of(new LedgerCommand.LogActivity("x", "call", null, true, NOW), WORKERS),
        Arguments.of(new LedgerCommand.Appoint("x", NOW, null), COMMANDERS),
        Arguments.of(new LedgerCommand.SetOpportunity("x", true, null), COMMANDERS),
        Arguments.of(new LedgerCommand.Transfer("x", null, "r", null), COMMANDERS),
        Arguments.of(new LedgerCommand.Release("r", null), COMMANDERS),
        Arguments.of(new LedgerCommand.HandOff("ae", null, null), COMMANDERS),
        Arguments.of(new LedgerCommand.Close("won", null, null), COMMANDERS),
        Arguments.of(new LedgerCommand.Merge("other", null), COMMANDERS),
        Arguments.of(new LedgerCommand.AddHelper(new Helper("x", "read", null)), COMMANDERS),
        Arguments.of(new LedgerCommand.RemoveHelper("x", null), COMMANDERS),
        Arguments.of(new LedgerCommand.SetLock(true), COMMANDERS),
        Arguments.of(new LedgerCommand.SetLock(false), COMMANDERS));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsForThese(LedgerCommand command, Set<String> may) {
    PEOPLE.forEach(
        (who, authority) ->
            assertThat(authority.may(command, OWNED, NOW))
                .as(who + ": " + command)
                .isEqualTo(may.contains(who)));
  }

  @Test
  void aHelperMayLeaveByHimself() {
    assertThat(rep("reader").may(new LedgerCommand.RemoveHelper("reader", null), OWNED, NOW))
        .isTrue();
    assertThat(rep("reader").may(new LedgerCommand.RemoveHelper("writer", null), OWNED, NOW))
        .isFalse();
  }

  @Test
  void whoWonALeadMayHandItOnAndNothingElse() {
    Custody won = new Custody.Closed(2, "won", "li-lei", "east", null, null);

    assertThat(rep("li-lei").may(new LedgerCommand.HandOff("csm", null, null), won, NOW)).isTrue();
    assertThat(rep("li-lei").may(new LedgerCommand.Close("lost", null, null), won, NOW)).isFalse();
    assertThat(rep("other").may(new LedgerCommand.HandOff("csm", null, null), won, NOW)).isFalse();
  }

  @Test
  void howALeadStandsIsForThoseWhoHoldManageOrHelp() {
    Set<String> see =
        Set.of(
            "owner",
            "write helper",
            "read helper",
            "manager of the team",
            "manager nobody names",
            "admin");

    PEOPLE.forEach(
        (who, authority) ->
            assertThat(authority.maySee(OWNED, NOW)).as(who).isEqualTo(see.contains(who)));
  }

  @Test
  void aPooledLeadIsForAllToSeeAndForManagersToCommand() {
    Custody pooled = new Custody.Pooled(2, "public");

    assertThat(rep("anybody").maySee(pooled, NOW)).isTrue();
    assertThat(rep("anybody").mayCommand(pooled)).isFalse();
    assertThat(manager("zhang-wei", "east").mayCommand(pooled)).isTrue();
  }

  @Test
  void aLeadBetweenStagesIsStillSeenByWhoHandedItOff() {
    Custody assigning =
        new Custody.Assigning(2, 0, "ae", List.of(new Helper("sdr-1", "write", null)));

    assertThat(rep("sdr-1").maySee(assigning, NOW)).isTrue();
    assertThat(rep("li-lei").maySee(assigning, NOW)).isFalse();
  }

  private static Authority rep(String id) {
    return new Authority(id, false, false, Set.of());
  }

  private static Authority manager(String id, String... teams) {
    return new Authority(id, false, true, Set.of(teams));
  }
}
