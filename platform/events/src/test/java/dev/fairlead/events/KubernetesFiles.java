package dev.fairlead.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;

/** Strimzi's resources for what has its source elsewhere: topics and connectors. */
final class KubernetesFiles {

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  private KubernetesFiles() {}

  static String topics(TopicList topics) throws JsonProcessingException {
    StringBuilder yaml = new StringBuilder(header("deploy/topics.txt"));
    for (TopicList.Line line : topics.lines()) {
      ObjectNode resource = resource("KafkaTopic", line.name());
      ObjectNode spec = resource.putObject("spec");
      spec.put("partitions", line.partitions()).put("replicas", 3);
      ObjectNode config = spec.putObject("config");
      line.settings().forEach((name, value) -> setting(config, name, value));
      yaml.append(YAML.writeValueAsString(resource));
    }
    return yaml.toString();
  }

  static String connectors(Map<String, JsonNode> files) throws JsonProcessingException {
    StringBuilder yaml = new StringBuilder(header("deploy/connectors"));
    for (Map.Entry<String, JsonNode> file : files.entrySet()) {
      ObjectNode config = file.getValue().deepCopy();
      ObjectNode resource = resource("KafkaConnector", file.getKey());
      ObjectNode spec = resource.putObject("spec");
      spec.set("class", config.remove("connector.class"));
      spec.put("tasksMax", config.remove("tasks.max").asInt());
      spec.set("config", config);
      yaml.append(YAML.writeValueAsString(resource));
    }
    return yaml.toString();
  }

  private static String header(String source) {
    return "# Made from %s; a test keeps it so. See CONTRIBUTING.md.\n".formatted(source);
  }

  private static ObjectNode resource(String kind, String name) {
    ObjectNode resource = YAML.createObjectNode();
    resource.put("apiVersion", "kafka.strimzi.io/v1").put("kind", kind);
    ObjectNode metadata = resource.putObject("metadata").put("name", name);
    metadata.putObject("labels").put("strimzi.io/cluster", "fairlead");
    return resource;
  }

  private static void setting(ObjectNode config, String name, String value) {
    if (value.matches("[0-9]+")) {
      config.put(name, Long.parseLong(value));
    } else {
      config.put(name, value);
    }
  }
}
