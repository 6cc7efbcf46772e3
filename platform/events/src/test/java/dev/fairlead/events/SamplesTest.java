package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What old and new readers and writers of an event owe each other. */
class SamplesTest {

  static List<EventType> types() {
    return EventType.all();
  }

  @Test
  void there_is_a_sample_for_every_type_and_none_besides() {
    assertThat(Approved.names(EventFiles.SAMPLES))
        .containsExactlyInAnyOrderElementsOf(
            EventType.all().stream().map(type -> type.name() + ".json").toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_sample_comes_back_as_it_was(EventType type) throws IOException {
    JsonNode sample = EventFiles.sample(type);

    Event event = decode(type, sample);

    assertThat(event).isInstanceOf(type.record());
    assertThat(EventJson.mapper().readTree(EventJson.write(event))).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_older_reader_passes_over_fields_of_a_newer_writer(EventType type) throws IOException {
    JsonNode newer = EventFiles.sample(type);
    new SchemaWalk(EventFiles.schema(type), (schema, object) -> object.put("fieldOfTomorrow", "x"))
        .over(newer);

    Event event = decode(type, newer);

    assertThat(newer.has("fieldOfTomorrow")).isTrue();
    assertThat(event).isEqualTo(decode(type, EventFiles.sample(type)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_newer_reader_needs_only_the_required_fields_of_an_older_writer(EventType type)
      throws IOException {
    JsonNode older = EventFiles.sample(type);
    new SchemaWalk(EventFiles.schema(type), SamplesTest::keepRequired).over(older);

    Event event = decode(type, older);

    assertThat(EventJson.mapper().readTree(EventJson.write(event))).isEqualTo(older);
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_body_without_anything_to_key_it_by_is_refused(EventType type) {
    assertThatThrownBy(() -> decode(type, EventJson.mapper().createObjectNode()))
        .isInstanceOf(IOException.class);
  }

  private static Event decode(EventType type, JsonNode body) throws IOException {
    return EventJson.read(type, EventJson.mapper().writeValueAsBytes(body));
  }

  private static void keepRequired(JsonNode schema, ObjectNode object) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    object.retain(required);
  }
}
