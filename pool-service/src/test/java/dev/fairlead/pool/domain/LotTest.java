package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LotTest {

  /** Computed with {@code printf 'seed|li|lead' | sha256sum}. */
  @Test
  void theLotIsTheSha256OfSeedRepAndLead() {
    Lot lot = Lot.of(DrawRule.RANDOM, "seed", "lead", "li", 7);

    assertThat(lot.number()).isEqualTo(lot.lot());
    assertThat(lot.lot())
        .isEqualTo(
            new BigInteger("8936ab9e6e527922c62fd31b8a65940ed0492322d22ffcf92c3446db160e74f0", 16));
    assertThat(Lot.hashOf("seed"))
        .isEqualTo("19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b");
  }

  @Test
  void theSmallerNumberWinsAndTheLotBreaksTies() {
    Lot few = Lot.of(DrawRule.FEWEST_RECENT, "s", "lead", "few", 1);
    Lot many = Lot.of(DrawRule.FEWEST_RECENT, "s", "lead", "many", 9);
    Lot tie = Lot.of(DrawRule.FEWEST_RECENT, "s", "lead", "tie", 1);

    List<Lot> order = Lot.inOrder(List.of(many, tie, few));

    Lot first = few.lot().compareTo(tie.lot()) < 0 ? few : tie;
    assertThat(order).startsWith(first).endsWith(many);
  }

  /** List-order bias in ties: who comes first must not depend on where he stands in a list. */
  @Property
  void theOrderDoesNotDependOnTheOrderOfTheList(
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String seed,
      @ForAll @Size(min = 1, max = 12) Set<@AlphaChars @StringLength(min = 1, max = 6) String> reps,
      @ForAll int shuffle) {
    List<Lot> lots =
        new ArrayList<>(
            reps.stream()
                .map(rep -> Lot.of(DrawRule.FEWEST_RECENT, seed, "lead", rep, 3))
                .toList());
    List<Lot> before = Lot.inOrder(lots);

    Collections.shuffle(lots, new Random(shuffle));

    assertThat(Lot.inOrder(lots)).isEqualTo(before);
  }

  /** Over many seeds everybody wins about as often as anybody. */
  @Test
  void nobodyIsFavoured() {
    int[] wins = new int[4];
    List<String> reps = List.of("a", "b", "c", "d");

    for (int i = 0; i < 4000; i++) {
      String seed = "seed" + i;
      String winner =
          Lot.inOrder(reps.stream().map(r -> Lot.of(DrawRule.RANDOM, seed, "lead", r, 0)).toList())
              .getFirst()
              .repId();
      wins[reps.indexOf(winner)]++;
    }

    assertThat(Arrays.stream(wins).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Property
  void everyNameOfARuleIsRead(@ForAll @IntRange(min = 0, max = 2) int index) {
    DrawRule rule = DrawRule.values()[index];

    assertThat(DrawRule.of(rule.code())).isEqualTo(rule);
  }
}
