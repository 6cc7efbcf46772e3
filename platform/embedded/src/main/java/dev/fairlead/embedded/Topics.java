package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of the system, from their one list {@code deploy/topics.txt}: a name, the number of
 * partitions and {@code key=value} settings on each line; {@code #} begins a comment.
 */
final class Topics {

  /** One line of the list. */
  record Topic(String name, int partitions, Map<String, String> settings) {}

  private Topics() {}

  static List<Topic> read(Path file) {
    try {
      return parse(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new Trouble("Cannot read " + file + ": " + Trouble.reason(e), e);
    }
  }

  static List<Topic> parse(List<String> lines, String source) {
    List<Topic> topics = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        topics.add(parse(line, source + ":" + number));
      }
    }
    return List.copyOf(topics);
  }

  /** Makes those that do not exist; existing ones are left as they are. */
  static void create(String bootstrap, List<Topic> topics) {
    Properties client = new Properties();
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
    try (Admin admin = Admin.create(client)) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
              .toList();
      Map<String, Map<String, String>> settings = new LinkedHashMap<>();
      topics.forEach(topic -> settings.put(topic.name(), topic.settings()));
      missing.forEach(topic -> topic.configs(settings.get(topic.name())));
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new Trouble("Cannot create the topics: " + e.getCause(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private static Topic parse(String line, String place) {
    String[] words = line.split("\\s+");
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      for (int i = 2; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
      }
      return new Topic(words[0], Integer.parseInt(words[1]), Map.copyOf(settings));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new Trouble(
          place + ": expected a name, a number of partitions and key=value settings", e);
    }
  }
}
