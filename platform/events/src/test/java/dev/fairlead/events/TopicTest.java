package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicTest {

  @Test
  void the_topics_made_by_a_deployment_are_the_ones_of_the_code() {
    assertThat(TopicList.read().lines())
        .filteredOn(line -> !line.isDead() && !line.isOfConnect())
        .extracting(TopicList.Line::name)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Topic.values()).map(Topic::topicName).toList());
  }

  @Test
  void dead_letters_are_of_topics_and_services_that_exist() {
    assertThat(TopicList.read().lines())
        .filteredOn(TopicList.Line::isDead)
        .isNotEmpty()
        .extracting(TopicList.Line::name)
        .allMatch(
            name ->
                name.matches(
                    "(lead|assignment|roster|ownership|pool|notification)\\.events"
                        + "\\.(lead-intake|assignment|ownership|pool|notification)-service\\.dlq"));
  }
}
