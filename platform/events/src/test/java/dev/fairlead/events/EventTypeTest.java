package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

  @ParameterizedTest
  @EnumSource(Topic.class)
  void every_event_of_a_publisher_has_a_wire_name(Topic topic) {
    List<Class<?>> registered =
        EventType.on(topic).stream().<Class<?>>map(EventType::record).toList();

    assertThat(registered).containsExactlyInAnyOrderElementsOf(records(topic.events()).toList());
  }

  @Test
  void every_publisher_has_a_topic() {
    assertThat(Stream.of(Topic.values()).map(Topic::events))
        .containsExactlyInAnyOrderElementsOf(publishers());
  }

  @Test
  void wire_names_follow_one_pattern_and_are_found_again() {
    assertThat(EventType.all())
        .allSatisfy(
            type -> {
              assertThat(type.name())
                  .matches("dev\\.fairlead\\." + type.topic().stem() + "\\.[a-z][a-z-]*\\.v[0-9]+");
              assertThat(EventType.named(type.name())).contains(type);
              assertThat(EventType.of(type.record())).isEqualTo(type);
            });
  }

  @Test
  void a_name_of_tomorrow_is_unknown() {
    assertThat(EventType.named("dev.fairlead.lead.received.v99")).isEmpty();
  }

  /** The records of a publisher, also those under an interface of its own for some of them. */
  private static Stream<Class<?>> records(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isInterface() ? records(type) : Stream.of(type));
  }

  private static List<Class<? extends Event>> publishers() {
    return Arrays.stream(Event.class.getPermittedSubclasses())
        .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
        .toList();
  }
}
