package dev.fairlead.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Kafka Connect worker with Debezium on its class path. Distributed mode although there is only
 * one: connectors, their offsets and their states live in Kafka, as they do elsewhere.
 */
final class ConnectServer {

  private final Home home;
  private final Ports ports;
  private final Map<String, String> environment;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /**
   * A worker.
   *
   * @param environment what the connector files may refer to as <code>${env:NAME}</code>
   */
  ConnectServer(Home home, Ports ports, Map<String, String> environment) {
    this.home = home;
    this.ports = ports;
    this.environment = environment;
  }

  URI url() {
    return url(ports);
  }

  static URI url(Ports ports) {
    return URI.create("http://127.0.0.1:" + ports.connect());
  }

  Child child(JavaCommand.Life life) {
    Path settings = SettingsFile.write(home.run().resolve("connect.properties"), settings());
    return new Child(
        new Child.Spec(
            "connect",
            JavaCommand.withHeap(384)
                .markedWith(home)
                .living(life)
                .yielding()
                .sharing(home.cache().resolve("connect.jsa"))
                .main("org.apache.kafka.connect.cli.ConnectDistributed", settings.toString()),
            environment,
            "TERM",
            Duration.ofSeconds(20)),
        home);
  }

  boolean isReady() {
    HttpRequest health =
        HttpRequest.newBuilder(url().resolve("/health")).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, String> settings() {
    String strings = "org.apache.kafka.connect.storage.StringConverter";
    return Map.ofEntries(
        Map.entry("bootstrap.servers", "127.0.0.1:" + ports.kafka()),
        Map.entry("group.id", "fairlead-connect"),
        Map.entry("listeners", url().toString()),
        Map.entry("rest.advertised.host.name", "127.0.0.1"),
        Map.entry("key.converter", strings),
        Map.entry("value.converter", strings),
        Map.entry("header.converter", strings),
        Map.entry("plugin.discovery", "service_load"),
        Map.entry("config.storage.topic", "connect.configs"),
        Map.entry("config.storage.replication.factor", "1"),
        Map.entry("offset.storage.topic", "connect.offsets"),
        Map.entry("offset.storage.replication.factor", "1"),
        Map.entry("offset.storage.partitions", "1"),
        Map.entry("status.storage.topic", "connect.status"),
        Map.entry("status.storage.replication.factor", "1"),
        Map.entry("status.storage.partitions", "1"),
        Map.entry("offset.flush.interval.ms", "1000"),
        Map.entry("topic.creation.enable", "false"),
        // a single worker need not wait for another to come back
        Map.entry("scheduled.rebalance.max.delay.ms", "0"),
        Map.entry("session.timeout.ms", "6000"),
        Map.entry("heartbeat.interval.ms", "2000"),
        Map.entry("reconnect.backoff.ms", "50"),
        Map.entry("reconnect.backoff.max.ms", "500"),
        Map.entry("config.providers", "env"),
        Map.entry(
            "config.providers.env.class",
            "org.apache.kafka.common.config.provider.EnvVarConfigProvider"),
        Map.entry("config.providers.env.param.allowlist.pattern", "FAIRLEAD_.*"));
  }
}
