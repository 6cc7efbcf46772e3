package dev.fairlead.notification.domain;

import java.util.Arrays;
import java.util.Optional;

/** What somebody has to do with a fact. */
public enum Role {
  /** Holds the lead now. */
  OWNER("owner"),
  /** Held it until now. */
  PREVIOUS_OWNER("previous-owner"),
  /** Helps on the lead. */
  HELPER("helper"),
  /** Wanted the lead: by a claim, or as a party of a dispute. */
  CLAIMANT("claimant"),
  /** The rep that the fact names, where it is about him and not about a lead. */
  REP("rep"),
  /** Manages the lead's team, or the rep's. */
  MANAGER("manager"),
  /** Looks after the pool. */
  POOL_ADMIN("pool-admin");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  /** The name on the wire. */
  public String code() {
    return code;
  }

  /** The role of that name; empty when there is none. */
  public static Optional<Role> named(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }

  /** Whether the fact is not his own, so that it has to be said whose it is. */
  public boolean looksOn() {
    return switch (this) {
      case HELPER, MANAGER, POOL_ADMIN -> true;
      case OWNER, PREVIOUS_OWNER, CLAIMANT, REP -> false;
    };
  }
}
