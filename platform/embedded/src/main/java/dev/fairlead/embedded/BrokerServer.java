package dev.fairlead.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One Kafka broker that is its own controller (KRaft, combined mode). */
final class BrokerServer {

  private final Home home;
  private final Ports ports;

  BrokerServer(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  String bootstrap() {
    return "127.0.0.1:" + ports.kafka();
  }

  Child child(JavaCommand.Life life) {
    Path storage = home.data().resolve("kafka");
    Path settings = SettingsFile.write(home.run().resolve("kafka.properties"), settings(storage));
    return new Child(
        new Child.Spec(
            "kafka",
            JavaCommand.withHeap(384)
                .markedWith(home)
                .living(life)
                .sharing(home.cache().resolve("kafka.jsa"))
                .main(BrokerMain.class.getName(), settings.toString(), storage.toString()),
            Map.of(),
            "TERM",
            Duration.ofSeconds(20)),
        home);
  }

  /** Whether it accepts connections; the admin client waits for the rest. */
  boolean isReady() {
    return !Ports.isFree(ports.kafka());
  }

  private Map<String, String> settings(Path storage) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.controller()),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(ports.kafka(), ports.controller())),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.kafka()),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("log.dirs", storage.toString()),
        Map.entry("auto.create.topics.enable", "false"),
        // one broker: there is nobody to replicate to
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // After a crash the broker may register again only when its old session is over.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        // small machine: few threads, small buffers
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "2"),
        Map.entry("log.cleaner.threads", "1"),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
        Map.entry("log.segment.bytes", Integer.toString(256 << 20)),
        Map.entry("log.index.size.max.bytes", Integer.toString(2 << 20)));
  }
}
