package dev.fairlead.assignment.fairness.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.fairness.domain.Spread.Part;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class SpreadTest {

  @Example
  void sharesByWeightAreEvenHoweverUnequalTheWeights() {
    Spread spread = Spread.of(List.of(new Part(10, 1), new Part(30, 3)));

    assertThat(spread.gini()).isZero();
    assertThat(spread.maxDeviation()).isZero();
  }

  @Example
  void oneWhoHasAllAmongFourIsThreeQuartersUneven() {
    Spread spread =
        Spread.of(List.of(new Part(40, 1), new Part(0, 1), new Part(0, 1), new Part(0, 1)));

    assertThat(spread.gini()).isEqualTo(0.75);
    assertThat(spread.maxDeviation()).isEqualTo(30);
  }

  @Property
  void theGiniIsAlwaysBetweenNoneAndAll(
      @ForAll @Size(max = 20) List<@DoubleRange(max = 1000) Double> amounts) {
    Spread spread = Spread.of(amounts.stream().map(a -> new Part(a, 1)).toList());

    assertThat(spread.gini()).isBetween(0.0, 1.0);
  }
}
