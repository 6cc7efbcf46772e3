package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolChoiceTest {

  private static final LeadFacts FACTS =
      new LeadFacts("lead", "form", List.of(), null, null, null, null, null, null, null);
  private static final Pool EAST = pool("east", "east", false);
  private static final Pool KEY = pool("key", "key", false);
  private static final Pool REST = pool("rest", null, true);

  /** "Chosen by the person, else the first matching, else the default." */
  @Test
  void thePoolAskedForComesFirst() {
    assertThat(choose(List.of(EAST, KEY, REST), "rest", null, "east"))
        .isEqualTo(new PoolChoice.Chosen(REST));
  }

  @Test
  void thenTheFirstThatMatches() {
    assertThat(choose(List.of(EAST, KEY, REST), "unknown", FACTS, "key"))
        .isEqualTo(new PoolChoice.Chosen(KEY));
    assertThat(choose(List.of(EAST, KEY, REST), null, FACTS, ""))
        .isEqualTo(new PoolChoice.Chosen(REST));
  }

  @Test
  void conditionsWaitForFactsAndNobodyElseDoes() {
    assertThat(choose(List.of(EAST, REST), null, null, "east"))
        .isEqualTo(new PoolChoice.WaitForFacts());
    assertThat(choose(List.of(REST), null, null, "")).isEqualTo(new PoolChoice.Chosen(REST));
  }

  @Test
  void whatNoPoolTakesWaitsForOne() {
    assertThat(choose(List.of(EAST), null, FACTS, "")).isEqualTo(new PoolChoice.WaitForPool());
    assertThat(choose(List.of(), "east", null, "")).isEqualTo(new PoolChoice.WaitForPool());
  }

  private static PoolChoice choose(
      List<Pool> pools, @Nullable String asked, @Nullable LeadFacts facts, String matching) {
    return PoolChoice.of(pools, asked, facts, (pool, of) -> matching.equals(pool.when()));
  }

  private static Pool pool(String id, @Nullable String when, boolean fallback) {
    return new Pool(
        id,
        id,
        when,
        fallback,
        Members.EVERYBODY,
        Set.of(),
        false,
        ClaimLimits.NONE,
        List.of(),
        null,
        Set.of(),
        Circulation.USUAL);
  }
}
