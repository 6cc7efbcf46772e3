package dev.fairlead.kit.testing;

import dev.fairlead.events.Event;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.EventType;
import dev.fairlead.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts events on the topics of this test run and reads what the service under test logged. */
public final class TestEvents {

  private static @Nullable SharedServers servers;
  private static String run = "";
  private static @Nullable KafkaProducer<String, byte[]> producer;

  private TestEvents() {}

  static void use(SharedServers shared, String name) {
    servers = shared;
    run = name;
  }

  static String run() {
    return run;
  }

  /** The name of a topic in this run. */
  public static String topic(Topic topic) {
    return run + "." + topic.topicName();
  }

  /** Bootstrap servers of the broker. */
  public static String kafka() {
    return shared().kafka();
  }

  /** Publishes an event under a new id and answers the id. */
  public static String send(Event event) {
    String id = UUID.randomUUID().toString();
    send(id, UUID.randomUUID().toString(), event);
    return id;
  }

  /** Publishes an event under this id, as a redelivery would. */
  public static void send(String id, String correlationId, Event event) {
    send(id, correlationId, null, event);
  }

  /** Publishes an event that another one caused. */
  public static void send(
      String id, String correlationId, @Nullable String causationId, Event event) {
    EventType type = EventType.of(event);
    byte[] body = EventJson.write(event).getBytes(StandardCharsets.UTF_8);
    send(type.topic(), id, type.name(), correlationId, causationId, event.key(), body);
  }

  /** Publishes bytes that claim to be an event. */
  public static void sendRaw(Topic topic, String id, String type, String key, byte[] body) {
    send(topic, id, type, UUID.randomUUID().toString(), null, key, body);
  }

  private static void send(
      Topic topic,
      String id,
      String type,
      String correlationId,
      @Nullable String causationId,
      String key,
      byte[] body) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic(topic), key, body);
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id);
    header(record, "ce_source", "/fairlead/test");
    header(record, "ce_type", type);
    header(record, "ce_time", Instant.now().toString());
    header(record, "ce_subject", key);
    header(record, "ce_correlationid", correlationId);
    if (causationId != null) {
      header(record, "ce_causationid", causationId);
    }
    header(record, "content-type", "application/json");
    try {
      producer().send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the service logged about a key, in order. */
  public static List<Logged> logged(String key) {
    return query(
        "select id, type, correlation_id, causation_id, payload from event_log where key = ? order"
            + " by seq",
        key);
  }

  /** What the service logged about a key of one event class, in order. */
  public static <T extends Event> List<T> logged(String key, Class<T> event) {
    return logged(key).stream()
        .map(Logged::event)
        .filter(event::isInstance)
        .map(event::cast)
        .toList();
  }

  /** A connection to the database of the service under test, as its owner. */
  public static Connection database() throws SQLException {
    return database("");
  }

  /** The same in another of its roles. */
  static Connection database(String role) throws SQLException {
    return database(role, run);
  }

  /** Another database in a role of the service under test. */
  static Connection database(String role, String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", run + role);
    login.setProperty("password", "test");
    return DriverManager.getConnection(shared().jdbc(database), login);
  }

  /** A single number out of the service's database. */
  public static long count(String sql, @Nullable Object... parameters) {
    try (Connection connection = database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Logged> query(String sql, String key) {
    try (Connection connection = database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      List<Logged> logged = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          logged.add(
              new Logged(
                  rows.getString(1),
                  EventType.named(rows.getString(2)).orElseThrow(),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5)));
        }
      }
      return logged;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static synchronized KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka(), "acks", "all"),
              new StringSerializer(),
              new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  private static SharedServers shared() {
    SharedServers current = servers;
    if (current == null) {
      throw new IllegalStateException("the test class lacks FairleadPlatform");
    }
    return current;
  }

  /** A row of the event log. */
  public record Logged(
      String id,
      EventType type,
      String correlationId,
      @Nullable String causationId,
      String payload) {
    /** The event it holds. */
    public Event event() {
      try {
        return EventJson.read(type, payload.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
