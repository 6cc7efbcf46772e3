package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void options_flags_and_words_may_come_in_any_order() {
    Arguments arguments =
        new Arguments(
            List.of("--rate", "5", "word", "--empty", "--for=60s"),
            Set.of("--rate", "--for"),
            Set.of("--empty"));

    assertThat(arguments.value("--rate")).contains("5");
    assertThat(arguments.value("--for")).contains("60s");
    assertThat(arguments.has("--empty")).isTrue();
    assertThat(arguments.word(0)).contains("word");
  }

  @Test
  void what_is_not_known_is_refused() {
    assertThatThrownBy(() -> new Arguments(List.of("--detatch"), Set.of(), Set.of("--detach")))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--detatch");
    assertThatThrownBy(() -> new Arguments(List.of("--port"), Set.of("--port"), Set.of()))
        .isInstanceOf(Trouble.class);
  }

  @Test
  void durations_are_typed_as_people_type_them() {
    assertThat(Durations.parse("60s")).isEqualTo(Duration.ofSeconds(60));
    assertThat(Durations.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Durations.parse("PT5M")).isEqualTo(Duration.ofMinutes(5));
    assertThatThrownBy(() -> Durations.parse("soon")).isInstanceOf(Trouble.class);
  }
}
