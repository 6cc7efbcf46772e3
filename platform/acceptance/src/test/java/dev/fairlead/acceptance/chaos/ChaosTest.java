package dev.fairlead.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ChaosTest {

  @Test
  void what_is_asked_for_is_read_from_the_command_line() {
    Chaos.Wish wish =
        Chaos.Wish.of(List.of("--seed", "7", "--here", "--minutes", "3", "--rate", "2.5"));

    assertThat(wish).isEqualTo(new Chaos.Wish(3, 7, 2.5, true));
  }

  @Test
  void without_a_wish_it_is_ten_minutes_on_an_installation_of_its_own() {
    Chaos.Wish wish = Chaos.Wish.of(List.of());

    assertThat(wish.minutes()).isEqualTo(10);
    assertThat(wish.here()).isFalse();
  }

  @Test
  void what_is_not_understood_is_not_guessed() {
    assertThatThrownBy(() -> Chaos.Wish.of(List.of("--minutes", "many")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Chaos.Wish.of(List.of("--sede", "7")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Chaos.Wish.of(List.of("--seed")))
        .isInstanceOf(NoSuchElementException.class);
  }
}
