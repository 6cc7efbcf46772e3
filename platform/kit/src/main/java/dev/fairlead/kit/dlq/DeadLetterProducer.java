package dev.fairlead.kit.dlq;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Copies a dead record, byte for byte, to {@code <topic>.<service>.dlq}. The only producer in a
 * service: what it sends is a copy of somebody else's record, never a fact of ours.
 */
@ApplicationScoped
class DeadLetterProducer {

  private final ServiceName service;
  private final String servers;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  DeadLetterProducer(
      ServiceName service, @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.service = service;
    this.servers = servers;
  }

  /**
   * Completes, on the caller's context, when the broker has the copy. Sends from a worker thread,
   * because a producer blocks while it does not know the topic.
   */
  Uni<Void> copy(ConsumerRecord<String, byte[]> record, String reason, String detail) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter ->
                producer()
                    .send(
                        deadRecord(record, reason, detail),
                        (metadata, failure) -> {
                          if (failure == null) {
                            emitter.complete(null);
                          } else {
                            emitter.fail(failure);
                          }
                        }))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(EventLoop.current());
  }

  private ProducerRecord<byte[], byte[]> deadRecord(
      ConsumerRecord<String, byte[]> record, String reason, String detail) {
    ProducerRecord<byte[], byte[]> dead =
        new ProducerRecord<>(
            record.topic() + "." + service.full() + ".dlq",
            null,
            record.key() == null ? null : bytes(record.key()),
            record.value(),
            record.headers());
    dead.headers()
        .add("dlq_reason", bytes(reason))
        .add("dlq_detail", bytes(detail))
        .add("dlq_topic", bytes(record.topic()))
        .add("dlq_partition", bytes(Integer.toString(record.partition())))
        .add("dlq_offset", bytes(Long.toString(record.offset())));
    return dead;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  servers,
                  ProducerConfig.CLIENT_ID_CONFIG,
                  service.full() + "-dlq",
                  ProducerConfig.ACKS_CONFIG,
                  "all"),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
