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
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
   * Completes, on the caller's context, when the broker has the copy. A record as large as the
   * broker takes them has no room for the reason beside it, and an unpacked one may be larger: of
   * those the copy says only where they lie, and their bytes are in our table.
   */
  Uni<Void> copy(ConsumerRecord<String, byte[]> record, String reason, String detail) {
    return send(() -> deadRecord(record, reason, detail))
        .onFailure(RecordTooLargeException.class)
        .recoverWithUni(() -> send(() -> stub(record, reason, detail)))
        .emitOn(EventLoop.current());
  }

  /** From a worker thread, because a producer blocks while it does not know the topic. */
  private Uni<Void> send(Supplier<ProducerRecord<byte[], byte[]>> record) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter ->
                producer()
                    .send(
                        record.get(),
                        (metadata, failure) -> {
                          if (failure == null) {
                            emitter.complete(null);
                          } else {
                            emitter.fail(failure);
                          }
                        }))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private ProducerRecord<byte[], byte[]> deadRecord(
      ConsumerRecord<String, byte[]> record, String reason, String detail) {
    return explained(
        new ProducerRecord<>(
            topic(record),
            null,
            record.key() == null ? null : bytes(record.key()),
            record.value(),
            record.headers()),
        record,
        reason,
        detail);
  }

  private ProducerRecord<byte[], byte[]> stub(
      ConsumerRecord<String, byte[]> record, String reason, String detail) {
    ProducerRecord<byte[], byte[]> stub = new ProducerRecord<>(topic(record), null, null);
    stub.headers().add("dlq_copy", bytes("too-large"));
    return explained(stub, record, reason, detail);
  }

  private String topic(ConsumerRecord<String, byte[]> record) {
    return record.topic() + "." + service.full() + ".dlq";
  }

  private static ProducerRecord<byte[], byte[]> explained(
      ProducerRecord<byte[], byte[]> dead,
      ConsumerRecord<String, byte[]> record,
      String reason,
      String detail) {
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
