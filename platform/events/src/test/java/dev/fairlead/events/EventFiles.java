package dev.fairlead.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The schema and sample files of the event types, as they are checked in. */
final class EventFiles {

  static final Path SCHEMAS = Approved.path("platform/events/src/main/resources/schemas");
  static final Path SAMPLES = Approved.path("platform/events/src/main/resources/samples");

  private EventFiles() {}

  static Path schemaFile(EventType type) {
    return SCHEMAS.resolve(type.name() + ".json");
  }

  /** The schema as the code has it; that the file is the same is a test of its own. */
  static JsonNode schema(EventType type) throws IOException {
    return EventJson.mapper().readTree(EventSchemas.ofTheCode().schema(type));
  }

  static JsonNode sample(EventType type) throws IOException {
    return EventJson.mapper().readTree(Files.readAllBytes(SAMPLES.resolve(type.name() + ".json")));
  }
}
