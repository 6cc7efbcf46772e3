import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints the events of some topics as they come, one line each: time, type, key, who caused it,
 * body. Runs from its source with the JDK and the libraries that the launcher has built anyway:
 *
 * <pre>
 * java -cp "platform/embedded/target/platform/lib/*" docs/guides/WatchEvents.java [--all] TOPIC...
 * </pre>
 *
 * <p>With {@code --all} from the beginning of the topics, else only what comes from now on. Without
 * topics: all but the roster. The broker is taken from KAFKA_BOOTSTRAP_SERVERS.
 */
public class WatchEvents {

  private static final List<String> DEFAULT =
      List.of(
          "lead.events", "assignment.events", "ownership.events", "pool.events",
          "notification.events");

  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    boolean all = words.contains("--all");
    List<String> topics = words.stream().filter(word -> !word.startsWith("--")).toList();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092"),
            "group.id",
            "watch-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis(),
            "auto.offset.reset",
            all ? "earliest" : "latest",
            "enable.auto.commit",
            "false");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(topics.isEmpty() ? DEFAULT : topics);
      while (true) {
        consumer.poll(Duration.ofMillis(500)).forEach(WatchEvents::print);
      }
    }
  }

  private static void print(ConsumerRecord<String, String> record) {
    System.out.printf(
        "%s  %-40s %s  correlation=%s%n    %s%n",
        header(record, "ce_time"),
        header(record, "ce_type"),
        record.key(),
        header(record, "ce_correlationid"),
        record.value());
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? "-"
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
