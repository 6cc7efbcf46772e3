package dev.fairlead.intake.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connector as it is kept: its documents as JSON, its secrets sealed. */
@Entity
@Table(name = "connector")
class ConnectorRow {
  /** {@code kind/key}. */
  @Id String id;

  @Column String kind;
  @Column String key;

  @Column @Nullable String name;

  @Column boolean enabled;
  @Column String settings;
  @Column String secrets;

  /** Counts changes; the entity tag. */
  @Column int version;

  @Column(name = "updated_at")
  Instant updatedAt;
}
