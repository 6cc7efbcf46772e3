package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolLintTest {

  private static final LeadFacts LEAD =
      new LeadFacts("lead", "form", List.of(), null, null, "制造业", null, null, null, null);

  @Test
  void aPoolWhoseLeadsAreAllTakenByAnEarlierOneIsShadowed() {
    Pool wide = pool("wide", "any", true);
    Pool narrow = pool("narrow", "制造业", false);

    assertThat(lint(List.of(wide, narrow), "narrow", List.of(LEAD)))
        .containsExactly("pool.overlap", "pool.shadowed");
    assertThat(lint(List.of(narrow, wide), "narrow", List.of(LEAD)))
        .containsExactly("pool.overlap");
  }

  @Test
  void withoutADefaultSomeLeadsWait() {
    assertThat(lint(List.of(pool("p", null, false)), "p", List.of()))
        .containsExactly("pool.no-default");
  }

  @Test
  void aScopeThatNoLeadMatchesIsTold() {
    assertThat(lint(List.of(pool("p", "零售", true)), "p", List.of(LEAD)))
        .containsExactly("pool.matches-nothing");
  }

  @Test
  void aMaskForAFieldThatIsNotShownIsTold() {
    Pool masking =
        new Pool(
            "p",
            "p",
            null,
            true,
            Members.EVERYBODY,
            Set.of(),
            false,
            ClaimLimits.NONE,
            List.of(),
            null,
            Set.of("company", "compnay"),
            Circulation.USUAL);

    assertThat(lint(List.of(masking), "p", List.of())).containsExactly("pool.masks-nothing");
  }

  private static List<String> lint(List<Pool> pools, String id, List<LeadFacts> sample) {
    return PoolLint.of(
            pools,
            id,
            sample,
            (pool, lead) ->
                "any".equals(pool.when()) || String.valueOf(lead.industry()).equals(pool.when()))
        .stream()
        .map(PoolFinding::code)
        .toList();
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
