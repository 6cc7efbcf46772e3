package dev.fairlead.notification.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant AT = Instant.parse("2026-03-25T09:00:00Z");

  @Property
  void howeverOftenItIsAskedNoMinuteHasMoreThanTwentyCallsToDingTalkAndWeCom(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9_000) Integer> pauses) {
    // Given
    Pace pace = new WeComKind().pace();
    assertThat(new DingTalkKind().pace()).isEqualTo(pace);
    Deque<Instant> lastMinute = new ArrayDeque<>();
    Instant now = AT;
    Instant freeAt = AT;

    for (int pause : pauses) {
      // When
      now = now.plusMillis(pause);
      int calls = pace.calls(freeAt, now);
      freeAt = pace.after(freeAt, now, calls);
      for (int i = 0; i < calls; i++) {
        lastMinute.add(now);
      }

      // Then
      Instant minuteAgo = now.minus(Duration.ofMinutes(1));
      lastMinute.removeIf(call -> !call.isAfter(minuteAgo));
      assertThat(lastMinute.size()).isLessThanOrEqualTo(20);
    }
  }

  @Test
  void aBucketThatIsEmptyFillsByOneInAWhile() {
    // Given
    Pace pace = new Pace(3, Duration.ofSeconds(2));

    // When
    Instant freeAt = pace.after(AT, AT, pace.calls(AT, AT));

    // Then
    assertThat(pace.calls(AT, AT)).isEqualTo(3);
    assertThat(pace.calls(freeAt, AT)).isZero();
    assertThat(pace.calls(freeAt, AT.plusMillis(1_999))).isZero();
    assertThat(pace.calls(freeAt, AT.plusMillis(2_000))).isEqualTo(1);
    assertThat(pace.calls(freeAt, AT.plusSeconds(60))).isEqualTo(3);
  }

  @Test
  void aWebhookIsCalledAsFastAsItAnswers() {
    assertThat(Pace.FREE.calls(Pace.FREE.after(AT, AT, 64), AT)).isEqualTo(64);
  }
}
