package dev.fairlead.ownership.domain;

import static dev.fairlead.ownership.domain.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.Holdings.Caps;
import dev.fairlead.ownership.domain.Holdings.Count;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingsTest {

  private static final Instant NOW = at("2026-03-25T09:00");

  @Test
  void theCapIsTheLastLeadThatFits() {
    Holdings holdings = new Holdings(new Caps(2, false, null), Map.of("li-lei", new Count(1, 0)));
    Custody owned = story().custody();

    assertThat(holdings.against(Custody.UNMET, owned)).isNull();
    holdings.moved(Custody.UNMET, owned);

    assertThat(holdings.against(Custody.UNMET, owned)).isEqualTo(Refusal.CAP);
  }

  @Test
  void whatIsGivenAwayMakesRoom() {
    Holdings holdings = new Holdings(new Caps(1, false, null), Map.of("li-lei", new Count(1, 0)));
    Custody owned = story().custody();

    holdings.moved(owned, new Custody.Pooled(2, null));

    assertThat(holdings.against(Custody.UNMET, owned)).isNull();
  }

  @Test
  void whoStaysOwnerIsNotCounted() {
    Holdings holdings = new Holdings(new Caps(1, false, null), Map.of("li-lei", new Count(1, 0)));
    Story story = story();
    Custody before = story.custody();
    story.worked(NOW.plusSeconds(60));

    assertThat(holdings.against(before, story.custody())).isNull();
  }

  @Test
  void wonLeadsCountWhereTheyAreSaidTo() {
    Custody owned = story().custody();
    Custody won = new Custody.Closed(2, "won", "li-lei", "east", null, null);
    Holdings counted = new Holdings(new Caps(1, true, null), Map.of("li-lei", new Count(1, 0)));
    Holdings not = new Holdings(new Caps(1, false, null), Map.of("li-lei", new Count(1, 0)));

    counted.moved(owned, won);
    not.moved(owned, won);

    assertThat(counted.against(Custody.UNMET, owned)).isEqualTo(Refusal.CAP);
    assertThat(not.against(Custody.UNMET, owned)).isNull();
  }

  @Test
  void locksAreOutOfTheOwnersOwnNumber() {
    Holdings holdings = new Holdings(new Caps(null, false, 1), Map.of("li-lei", new Count(5, 0)));
    Story story = story();
    Custody open = story.custody();
    Custody locked = story.applies(new LedgerCommand.SetLock(true), NOW).custody();

    assertThat(holdings.against(open, locked)).isNull();
    holdings.moved(open, locked);

    assertThat(holdings.against(open, locked)).isEqualTo(Refusal.LOCK_CAP);
    assertThat(holdings.against(locked, locked)).as("what is locked stays so").isNull();
  }

  @Test
  void leadsOfALeaverGoToWhoHoldsTheFewest() {
    Holdings holdings =
        new Holdings(new Caps(3, false, null), Map.of("a", new Count(3, 0), "b", new Count(2, 0)));

    assertThat(holdings.fewest(List.of("a", "b"))).contains("b");
    assertThat(holdings.fewest(List.of("a", "b", "c"))).contains("c");
    assertThat(holdings.fewest(List.of("a"))).isEmpty();
  }

  private static Story story() {
    return Story.of("P10D", "P3D", "P20D").assigned("li-lei", NOW);
  }
}
