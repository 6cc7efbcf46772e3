package dev.fairlead.assignment.policy.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A policy as it was sent, and what there was to say about it then. */
@Entity
@Table(name = "policy_version")
class PolicyVersion {
  @Id int version;
  @Column String name;
  @Column String document;
  @Column String findings;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;
}
