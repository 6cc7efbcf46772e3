package dev.fairlead.kit.testing;

import dev.fairlead.events.Topic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Gives a service under test a database, a replication slot and topics of its own on the shared
 * servers, and keys for tokens ({@link TestTokens}).
 */
public class FairleadPlatform implements QuarkusTestResourceLifecycleManager {

  private static final String PASSWORD = "test";

  @Override
  public Map<String, String> start() {
    SharedServers servers = SharedServers.get();
    String run = "t" + UUID.randomUUID().toString().substring(0, 8);
    createDatabase(servers, run);
    createTopics(servers, run + ".");
    Map<String, String> config = new HashMap<>();
    config.put("FAIRLEAD_DB_HOST", "127.0.0.1");
    config.put("FAIRLEAD_DB_PORT", servers.postgresPort());
    config.put("FAIRLEAD_DB_NAME", run);
    config.put("FAIRLEAD_DB_OWNER", run);
    config.put("FAIRLEAD_DB_OWNER_PASSWORD", PASSWORD);
    config.put("FAIRLEAD_DB_USER", run + "_app");
    config.put("FAIRLEAD_DB_PASSWORD", PASSWORD);
    config.put("FAIRLEAD_SLOT", run);
    config.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka());
    config.put("FAIRLEAD_JWT_KEYS", TestTokens.keys().toUri().toString());
    config.put("FAIRLEAD_JWT_ISSUER", TestTokens.ISSUER);
    config.put("FAIRLEAD_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    config.put("FAIRLEAD_IDENTITY_KEY", "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=");
    config.put("fairlead.topics.prefix", run + ".");
    config.put("quarkus.http.test-port", "0");
    config.put("quarkus.log.category.\"dev.fairlead\".level", "INFO");
    TestEvents.use(servers, run);
    return config;
  }

  /** Registers Debezium for the database of this run, as {@code deploy/connectors} does. */
  public static void startCapture(String shortName, String serviceName) {
    SharedServers servers = SharedServers.get();
    String run = TestEvents.run();
    Path file = SharedServers.root().resolve("deploy/connectors/" + serviceName + ".json");
    try {
      String upper = shortName.toUpperCase(java.util.Locale.ROOT);
      String json =
          Files.readString(file)
              .replace("${env:FAIRLEAD_POSTGRES_HOST}", "127.0.0.1")
              .replace("${env:FAIRLEAD_POSTGRES_PORT}", servers.postgresPort())
              .replace("${env:FAIRLEAD_" + upper + "_CDC_PASSWORD}", PASSWORD)
              .replace("fairlead_" + shortName, run);
      TestConnect.register(servers.connect(), run, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The servers outlive this JVM and go with the Maven run.
  }

  private static void createDatabase(SharedServers servers, String name) {
    Properties login = new Properties();
    login.setProperty("user", servers.superuser());
    login.setProperty("password", servers.superuserPassword());
    try (Connection connection = DriverManager.getConnection(servers.jdbc("postgres"), login);
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + name + " login replication password '" + PASSWORD + "'");
      statement.execute("create role " + name + "_app login password '" + PASSWORD + "'");
      statement.execute(
          "create role " + name + "_cdc login replication password '" + PASSWORD + "'");
      statement.execute("grant " + name + "_app, " + name + "_cdc to " + name);
      statement.execute("create database " + name + " owner " + name);
      statement.execute("revoke connect, temporary on database " + name + " from public");
      statement.execute(
          "grant connect on database " + name + " to " + name + "_app, " + name + "_cdc");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make the test's database", e);
    }
  }

  private static String service() {
    Properties application = new Properties();
    try (InputStream in = FairleadPlatform.class.getResourceAsStream("/application.properties")) {
      application.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return application.getProperty("quarkus.application.name");
  }

  private static void createTopics(SharedServers servers, String prefix) {
    Properties config = new Properties();
    config.put("bootstrap.servers", servers.kafka());
    try (Admin admin = Admin.create(config)) {
      Stream<NewTopic> topics =
          Arrays.stream(Topic.values())
              .map(topic -> prefix + topic.topicName())
              .flatMap(
                  name ->
                      Stream.of(
                          new NewTopic(name, 3, (short) 1),
                          new NewTopic(name + "." + service() + ".dlq", 1, (short) 1)));
      admin.createTopics(topics.toList()).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make the test's topics", e);
    }
  }
}
