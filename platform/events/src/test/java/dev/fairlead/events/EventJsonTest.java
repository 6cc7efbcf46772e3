package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "\\u0000", "\\\\\\u0000"})
  void aTextWithNulIsRefused_becauseNoDatabaseKeepsIt(String text) {
    assertThatThrownBy(() -> team(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NUL")
        .hasMessageNotContaining("t1");
  }

  @Test
  void anEscapedBackslashBeforeTheSameLettersIsNoNul() throws IOException {
    assertThat(team("\\\\u0000").name()).isEqualTo("\\u0000");
    assertThat(team("\\u0001").name()).isEqualTo("\u0001");
  }

  private static RosterEvent.Team team(String name) throws IOException {
    EventType type = EventType.of(RosterEvent.Team.class);
    String body = "{\"id\": \"t1\", \"name\": \"" + name + "\", \"deleted\": false}";
    return (RosterEvent.Team) EventJson.read(type, body.getBytes(StandardCharsets.UTF_8));
  }
}
