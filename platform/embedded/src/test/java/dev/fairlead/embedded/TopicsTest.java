package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void a_line_has_a_name_partitions_and_settings() {
    List<Topics.Topic> topics =
        Topics.parse(
            List.of("# comment", "", "a.events  12  cleanup.policy=compact x=1 # why", "b 1"),
            "list");

    assertThat(topics)
        .containsExactly(
            new Topics.Topic("a.events", 12, Map.of("cleanup.policy", "compact", "x", "1")),
            new Topics.Topic("b", 1, Map.of()));
  }

  @Test
  void a_broken_line_is_named() {
    assertThatThrownBy(() -> Topics.parse(List.of("a 1", "b many"), "deploy/topics.txt"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("deploy/topics.txt:2");
    assertThatThrownBy(() -> Topics.parse(List.of("a 1 nonsense"), "list"))
        .isInstanceOf(Trouble.class);
  }

  @Test
  void every_consumed_topic_has_a_place_for_dead_letters() {
    List<Topics.Topic> topics = Topics.read(Checkout.root().resolve("deploy/topics.txt"));
    List<String> names = topics.stream().map(Topics.Topic::name).toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(names)
        .contains("lead.events", "assignment.events", "roster.events", "ownership.events")
        .contains("lead.events.assignment-service.dlq", "roster.events.pool-service.dlq");
    assertThat(topics)
        .filteredOn(topic -> topic.name().equals("roster.events"))
        .allSatisfy(
            topic -> assertThat(topic.settings()).containsEntry("cleanup.policy", "compact"));
  }
}
