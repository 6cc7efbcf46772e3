package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LeadTest {

  private static final Instant AT = Instant.parse("2026-03-25T09:00:00Z");

  @Property
  void whateverTheOrderOfTheFactsTheLatestEpochHoldsTheLead(
      @ForAll("shuffledFacts") List<Happening.OfEpoch> facts) {
    // When
    Lead lead = Lead.unknown("L");
    for (Happening fact : facts) {
      lead = lead.after(fact, "e", AT);
    }

    // Then
    Happening.OfEpoch latest =
        facts.stream().max(Comparator.comparingLong(Happening.OfEpoch::epoch)).orElseThrow();
    assertThat(lead.epoch()).isEqualTo(latest.epoch());
    assertThat(lead.owner())
        .isEqualTo(latest instanceof Happening.Granted granted ? granted.owner() : null);
  }

  @Provide
  Arbitrary<List<Happening.OfEpoch>> shuffledFacts() {
    return Arbitraries.longs()
        .between(1, 12)
        .flatMap(
            last -> {
              List<Happening.OfEpoch> facts = new ArrayList<>();
              LongStream.rangeClosed(1, last).forEach(epoch -> facts.add(fact(epoch)));
              return Arbitraries.shuffle(facts);
            });
  }

  private static Happening.OfEpoch fact(long epoch) {
    return epoch % 2 == 1
        ? granted(epoch, "rep-" + epoch, AT)
        : new Happening.Released("L", epoch, "rep-" + (epoch - 1), "recycled", null);
  }

  private static Happening.Granted granted(long epoch, String owner, Instant deadline) {
    return new Happening.Granted("L", epoch, owner, "team", "assigned", deadline, null, "rule");
  }

  @Test
  void aTouchThatComesBeforeTheOwnerIsKnownWaitsForHim() {
    // Given
    Lead touched =
        Lead.unknown("L").after(new Happening.Touched("L", "form"), "touch", AT.plusSeconds(5));

    // When
    Lead owned = touched.after(granted(1, "ann", AT.plusSeconds(90)), "g", AT);

    // Then
    assertThat(touched.untoldSince(AT))
        .containsExactly(new Lead.Touch("touch", "form", AT.plusSeconds(5)));
    assertThat(touched.untoldSince(AT.plusSeconds(6))).isEmpty();
    assertThat(owned.untold()).isEmpty();
  }

  @Test
  void anErasedLeadStaysWithoutSummaryWhateverComesLater() {
    // Given
    Summary summary = new Summary("Acme", "pumps", "华东", "上海", "form");

    // When
    Lead lead =
        Lead.unknown("L")
            .after(new Happening.Received("L", summary), "a", AT)
            .after(new Happening.Erased("L"), "b", AT)
            .after(new Happening.Received("L", summary), "c", AT);

    // Then
    assertThat(lead.summary().line()).isNull();
  }

  @Test
  void aHelperIsKnownUntilHisTimeIsOver() {
    // Given
    Lead lead =
        Lead.unknown("L").after(new Happening.HelperAdded("L", "bob", AT.plusSeconds(1)), "a", AT);

    // When
    List<String> now = lead.helpersAt(AT);
    List<String> later = lead.helpersAt(AT.plusSeconds(1));

    // Then
    assertThat(now).containsExactly("bob");
    assertThat(later).isEmpty();
  }
}
