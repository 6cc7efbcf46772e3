package dev.fairlead.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records on the topics as somebody who means no good, or a redelivery, would. */
final class EventWriter implements AutoCloseable {

  private final KafkaProducer<String, String> producer;

  private EventWriter(Installation installation) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", installation.kafka(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  static EventWriter to(Installation installation) {
    return new EventWriter(installation);
  }

  /** The same record once more, under the same id. */
  void again(CloudEvent event) {
    send(event.topic(), event.key(), event.headers(), event.body().toString());
  }

  /** A record that claims to be an event of this type; answers its id. */
  String claim(String topic, String type, String key, String body) {
    String id = UUID.randomUUID().toString();
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/fairlead/acceptance");
    headers.put("ce_type", type);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_subject", key);
    headers.put("ce_correlationid", id);
    headers.put("content-type", "application/json");
    send(topic, key, headers, body);
    return id;
  }

  private void send(String topic, String key, Map<String, String> headers, String body) {
    ProducerRecord<String, String> message = new ProducerRecord<>(topic, key, body);
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
