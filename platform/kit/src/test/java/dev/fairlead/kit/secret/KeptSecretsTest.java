package dev.fairlead.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptSecretsTest {

  private static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void the_secret_before_stays_valid_until_the_overlap_ends() {
    KeptSecrets kept =
        KeptSecrets.read("{}").put("s", "one", NOW, DAY).put("s", "two", NOW.plusSeconds(5), DAY);
    Instant end = NOW.plusSeconds(5).plus(DAY);

    assertThat(sealed(kept, end.minusSeconds(1))).containsExactly("two", "one");
    assertThat(sealed(kept, end)).containsExactly("two");
    assertThat(KeptSecrets.read(kept.write())).isEqualTo(kept);
  }

  @Test
  void a_later_change_does_not_lengthen_what_was_about_to_end() {
    KeptSecrets kept =
        KeptSecrets.read("{}")
            .put("s", "one", NOW, DAY)
            .put("s", "two", NOW, Duration.ofHours(1))
            .put("s", "three", NOW.plusSeconds(60), DAY);

    assertThat(sealed(kept, NOW.plusSeconds(61))).containsExactly("three", "two", "one");
    assertThat(sealed(kept, NOW.plusSeconds(3601))).containsExactly("three", "two");
  }

  @Test
  void without_an_overlap_the_secret_before_ends_at_once() {
    KeptSecrets kept =
        KeptSecrets.read("{}").put("s", "one", NOW, DAY).put("s", "two", NOW, Duration.ZERO);

    assertThat(sealed(kept, NOW)).containsExactly("two");
  }

  @Test
  void what_is_taken_away_goes_with_its_earlier_one() {
    KeptSecrets kept =
        KeptSecrets.read("{}").put("s", "one", NOW, DAY).put("old_s", "two", NOW, DAY).remove("s");

    assertThat(kept.byName()).isEmpty();
  }

  private static List<String> sealed(KeptSecrets kept, Instant at) {
    return kept.valid("s", at).stream().map(KeptSecrets.Kept::sealed).toList();
  }
}
