package dev.fairlead.kit.dlq;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record that could not be applied. */
@Entity
@Table(name = "dead_letter")
class DeadLetter {
  @Id UUID id;

  @Column String topic;

  @Column(name = "partition_no")
  int partition;

  @Column(name = "offset_no")
  long offset;

  @Column(name = "record_key")
  @Nullable String key;

  @Column String headers;
  @Column byte[] body;
  @Column String reason;
  @Column String detail;

  @Column(name = "buried_at")
  Instant buriedAt;

  @Column(name = "replayed_at")
  @Nullable Instant replayedAt;
}
