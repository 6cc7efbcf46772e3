package dev.fairlead.pool.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of settings. */
@Entity
@Table(name = "pool_settings")
class SettingsEntity {
  static final int ONLY = 1;

  @Id int id = ONLY;
  @Column int version;
  @Column String document;
}
