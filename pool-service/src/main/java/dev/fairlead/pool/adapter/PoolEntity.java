package dev.fairlead.pool.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A pool as it is stored. */
@Entity
@Table(name = "pool")
class PoolEntity {
  @Id String id;

  @Column(insertable = false, updatable = false)
  long position;

  @Column(name = "is_default")
  boolean fallback;

  @Column int version;
  @Column String document;
}
