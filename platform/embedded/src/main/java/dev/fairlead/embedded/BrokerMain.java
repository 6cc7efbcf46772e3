package dev.fairlead.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's process: formats its storage when that is new, then is Kafka. */
final class BrokerMain {

  private BrokerMain() {}

  /**
   * Runs until the process is asked to end.
   *
   * @param args the broker's properties file and its storage directory
   */
  public static void main(String[] args) {
    String settings = args[0];
    Path storage = Path.of(args[1]);
    if (!Files.exists(storage.resolve("meta.properties"))) {
      String cluster = Uuid.randomUuid().toString();
      StorageTool.execute(
          new String[] {"format", "--cluster-id", cluster, "--config", settings}, System.out);
    }
    Kafka.main(new String[] {settings});
  }
}
