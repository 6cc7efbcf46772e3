package dev.fairlead.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The AsyncAPI 3 document of the whole system, made from {@link Topic} and {@link EventType}. */
final class AsyncApi {

  private static final String SCHEMAS = "../platform/events/src/main/resources/schemas/";
  private static final String INFO =
      """
      Every topic and event of Fairlead. Events are CloudEvents 1.0 in Kafka's binary binding: \
      attributes in ce_* headers, the JSON body in the value. The key is the lead's id, for the \
      roster the entity's id. Topics have no order among each other; within a topic, the facts of \
      one lead are in order. Fields may be added to a body, none is renamed or removed. An \
      approved sample of each type lies in platform/events/src/main/resources/samples.""";

  private final EventDocs docs;
  private final TopicList topics;

  AsyncApi(TopicList topics) throws IOException {
    this.docs = EventDocs.read();
    this.topics = topics;
  }

  String yaml() throws JsonProcessingException {
    YAMLMapper mapper =
        new YAMLMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build());
    return "# Generated from platform/events; a test keeps it true. See CONTRIBUTING.md.\n"
        + mapper.writeValueAsString(document());
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("info", info());
    document.put("defaultContentType", "application/json");
    document.put("channels", channels());
    document.put("operations", operations());
    document.put(
        "components",
        map("messages", messages(), "schemas", map("cloudEventHeaders", cloudEventHeaders())));
    return document;
  }

  private static Map<String, Object> info() {
    return map(
        "title",
        "Fairlead events",
        "version",
        "1.0.0",
        "description",
        INFO,
        "license",
        map("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0.txt"));
  }

  private Map<String, Object> channels() {
    Map<String, Object> channels = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      Map<String, Object> messages = new LinkedHashMap<>();
      EventType.on(topic)
          .forEach(type -> messages.put(name(type), ref("components/messages", shortName(type))));
      channels.put(
          topic.stem(),
          map(
              "address",
              topic.topicName(),
              "messages",
              messages,
              "bindings",
              map("kafka", kafka(topic))));
    }
    return channels;
  }

  private Map<String, Object> kafka(Topic topic) {
    TopicList.Line line = topics.line(topic.topicName());
    Map<String, Object> settings = new LinkedHashMap<>();
    line.settings()
        .forEach(
            (name, value) ->
                settings.put(
                    name,
                    switch (name) {
                      case "cleanup.policy" -> List.of(value.split(","));
                      case "retention.ms" -> Long.valueOf(value);
                      default -> value;
                    }));
    return map(
        "partitions", line.partitions(), "topicConfiguration", settings, "bindingVersion", "0.5.0");
  }

  private Map<String, Object> operations() {
    Map<String, Object> operations = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      operations.put(
          publisher(topic) + ".sends." + topic.stem(),
          map("action", "send", "channel", ref("channels", topic.stem())));
      topics
          .consumers(topic.topicName())
          .forEach(
              service ->
                  operations.put(
                      service + ".receives." + topic.stem(),
                      map("action", "receive", "channel", ref("channels", topic.stem()))));
    }
    return operations;
  }

  private Map<String, Object> messages() {
    Map<String, Object> messages = new LinkedHashMap<>();
    for (EventType type : EventType.all()) {
      messages.put(
          shortName(type),
          map(
              "name",
              type.name(),
              "summary",
              docs.of(type.record()).orElseThrow(),
              "contentType",
              "application/json",
              "headers",
              headers(type),
              "payload",
              map(
                  "schemaFormat",
                  "application/schema+json;version=draft-07",
                  "schema",
                  map("$ref", SCHEMAS + type.name() + ".json")),
              "bindings",
              map("kafka", map("key", map("type", "string"), "bindingVersion", "0.5.0"))));
    }
    return messages;
  }

  private static Map<String, Object> headers(EventType type) {
    Map<String, Object> own =
        map(
            "ce_type", map("const", type.name()),
            "ce_source", map("const", "/fairlead/" + publisher(type.topic())));
    return map(
        "allOf",
        List.of(
            ref("components/schemas", "cloudEventHeaders"),
            map("type", "object", "properties", own)));
  }

  private static Map<String, Object> cloudEventHeaders() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ce_specversion", map("type", "string", "const", "1.0"));
    properties.put(
        "ce_id",
        text("Minted once, when the fact happened. A record that comes twice has the same id."));
    properties.put("ce_source", text("/fairlead/<service>"));
    properties.put("ce_type", text("dev.fairlead.<topic stem>.<name>.v<version>"));
    properties.put(
        "ce_time",
        map("type", "string", "format", "date-time", "description", "When the fact happened."));
    properties.put(
        "ce_subject", text("The record's key: id of the lead, for the roster of the entity."));
    properties.put(
        "ce_correlationid",
        text(
            "Minted by the submission and carried by every reaction along the lead's way; a"
                + " person's command starts its own."));
    properties.put(
        "ce_causationid",
        text("Id of the event that caused this one; absent at the beginning of a flow."));
    properties.put("traceparent", text("W3C trace context, when there is a trace."));
    properties.put("content-type", map("type", "string", "const", "application/json"));
    return map(
        "type",
        "object",
        "required",
        List.of(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_subject",
            "ce_correlationid",
            "content-type"),
        "properties",
        properties);
  }

  private static Map<String, Object> text(String description) {
    return map("type", "string", "description", description);
  }

  private static String publisher(Topic topic) {
    return switch (topic) {
      case LEAD -> "lead-intake-service";
      case ASSIGNMENT, ROSTER -> "assignment-service";
      case OWNERSHIP -> "ownership-service";
      case POOL -> "pool-service";
      case NOTIFICATION -> "notification-service";
    };
  }

  /** E.g. {@code ownership.granted}. */
  private static String shortName(EventType type) {
    return type.topic().stem() + "." + name(type);
  }

  private static String name(EventType type) {
    return type.name().split("\\.")[3];
  }

  private static Map<String, Object> ref(String where, String name) {
    return map("$ref", "#/" + where + "/" + name);
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
