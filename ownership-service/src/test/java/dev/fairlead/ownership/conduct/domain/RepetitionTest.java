package dev.fairlead.ownership.conduct.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.conduct.domain.Repetition.Suspect;
import dev.fairlead.ownership.domain.OwnerCalendar;
import dev.fairlead.ownership.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RepetitionTest {

  private static final OwnerCalendar CALENDAR = OwnerCalendar.of(ZoneId.of("Asia/Shanghai"));
  private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
  private static final Repetition THRICE = new Repetition("empty-follow-up", 3, Span.parse("P30D"));

  @Test
  void theThirdTimeIsABreachWithAllThreeAsEvidence() {
    assertThat(THRICE.completedBy("a", on(9), List.of(on(1), on(5)), CALENDAR))
        .hasValueSatisfying(
            found -> assertThat(found.evidence()).containsExactly("e1", "e5", "e9"));
    assertThat(THRICE.completedBy("a", on(9), List.of(on(5)), CALENDAR)).isEmpty();
  }

  @Test
  void whatLiesBeforeTheWindowDoesNotCount() {
    assertThat(THRICE.completedBy("a", on(40), List.of(on(1), on(20)), CALENDAR)).isEmpty();
  }

  @Test
  void theSameFactSeenAgainDoesNotCountTwice() {
    assertThat(THRICE.completedBy("a", on(9), List.of(on(5), on(9)), CALENDAR)).isEmpty();
  }

  @Property
  void eachOccurrenceIsEvidenceOfOneBreachAtMost(@ForAll @IntRange(min = 1, max = 25) int times) {
    List<Suspect> unspent = new ArrayList<>();
    int breaches = 0;
    for (int day = 0; day < times; day++) {
      var found = THRICE.completedBy("a", on(day), List.copyOf(unspent), CALENDAR);
      unspent.add(on(day));
      if (found.isPresent()) {
        breaches++;
        unspent.removeIf(one -> found.get().evidence().contains(one.eventId()));
      }
    }
    assertThat(breaches).isEqualTo(times / 3);
  }

  private static Suspect on(int day) {
    return new Suspect("e" + day, "lead-" + day, START.plus(Duration.ofDays(day)));
  }
}
