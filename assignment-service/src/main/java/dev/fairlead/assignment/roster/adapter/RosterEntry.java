package dev.fairlead.assignment.roster.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of the roster in its present state. */
@Entity
@Table(name = "roster_entry")
class RosterEntry {
  @Id String id;
  @Column String kind;
  @Column long version;
  @Column boolean deleted;
  @Column String document;
}
