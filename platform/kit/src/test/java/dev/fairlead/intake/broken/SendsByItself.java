package dev.fairlead.intake.broken;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Business code that meets a producer. */
public class SendsByItself {
  ProducerRecord<String, String> fact() {
    return new ProducerRecord<>("lead.events", "");
  }
}
