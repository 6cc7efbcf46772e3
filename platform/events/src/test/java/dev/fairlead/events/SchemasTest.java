package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

  static List<EventType> types() {
    return EventType.all();
  }

  @Test
  void the_schemas_are_the_ones_of_the_records() throws IOException {
    for (EventType type : EventType.all()) {
      Approved.check(EventFiles.schemaFile(type), EventSchemas.ofTheCode().schema(type));
    }

    assertThat(Approved.names(EventFiles.SCHEMAS))
        .containsExactlyInAnyOrderElementsOf(
            EventType.all().stream().map(type -> type.name() + ".json").toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_sample_is_valid(EventType type) throws IOException {
    assertThat(validator(type).validate(EventFiles.sample(type))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_body_without_its_id_is_invalid(EventType type) throws IOException {
    JsonNode empty = EventJson.mapper().createObjectNode();

    assertThat(validator(type).validate(empty)).isNotEmpty();
  }

  private static JsonSchema validator(EventType type) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(
            EventFiles.schema(type),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }
}
