package dev.fairlead.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code deploy/topics.txt}: a name, its partitions, then settings. */
record TopicList(List<Line> lines) {

  private static final String DEAD = ".dlq";

  /** One topic. */
  record Line(String name, int partitions, Map<String, String> settings) {
    boolean isDead() {
      return name.endsWith(DEAD);
    }

    /** Not for us but for the Connect workers. */
    boolean isOfConnect() {
      return name.startsWith("connect.");
    }
  }

  static TopicList read() {
    return new TopicList(
        Approved.read(Approved.path("deploy/topics.txt"))
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(TopicList::parse)
            .toList());
  }

  Line line(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
  }

  /** The services that consume a topic: those with a topic for its dead letters. */
  List<String> consumers(String topic) {
    return lines.stream()
        .filter(Line::isDead)
        .map(Line::name)
        .filter(name -> name.startsWith(topic + "."))
        .map(name -> name.substring(topic.length() + 1, name.length() - DEAD.length()))
        .toList();
  }

  private static Line parse(String line) {
    List<String> words = Arrays.asList(line.split("\\s+"));
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : words.subList(2, words.size())) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new Line(
        Objects.requireNonNull(words.getFirst()), Integer.parseInt(words.get(1)), settings);
  }
}
