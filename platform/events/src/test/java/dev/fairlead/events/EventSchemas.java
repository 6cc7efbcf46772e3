package dev.fairlead.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.io.IOException;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of the event records. Draft 7, the one every AsyncAPI tool reads. What is not
 * {@code @Nullable} is required; unknown fields are allowed, because fields may be added.
 */
final class EventSchemas {

  private static @Nullable EventSchemas ofTheCode;

  private final SchemaGenerator generator;

  static synchronized EventSchemas ofTheCode() throws IOException {
    EventSchemas schemas = ofTheCode == null ? new EventSchemas() : ofTheCode;
    ofTheCode = schemas;
    return schemas;
  }

  private EventSchemas() throws IOException {
    EventDocs docs = EventDocs.read();
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                EventJson.mapper(), SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forFields()
        .withRequiredCheck(field -> !isNullable(field))
        .withDescriptionResolver(
            field -> field.isFakeContainerItemScope() ? null : description(docs, field));
    config
        .forTypesInGeneral()
        .withPropertySorter((a, b) -> 0)
        .withDescriptionResolver(type -> docs.of(type.getType().getErasedType()).orElse(null));
    generator = new SchemaGenerator(config.build());
  }

  /** The schema of a type's body, pretty printed. */
  String schema(EventType type) throws IOException {
    ObjectNode schema = EventJson.mapper().createObjectNode();
    schema.put("$schema", SchemaVersion.DRAFT_7.getIdentifier()).put("title", type.name());
    schema.setAll(generator.generateSchema(type.record()));
    return EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static @Nullable String description(EventDocs docs, FieldScope field) {
    return docs.of(field.getRawMember().getDeclaringClass(), field.getName()).orElse(null);
  }

  private static boolean isNullable(FieldScope scope) {
    return scope.getRawMember() instanceof Field field
        && field.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
