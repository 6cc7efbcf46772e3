package dev.fairlead.notification.domain;

/** The kinds of notice, with the stable name the outside sees. */
public enum NoticeType {
  ASSIGNED("assigned"),
  OFFERED("offered"),
  CLAIM_WON("claim-won"),
  CLAIM_LOST("claim-lost"),
  TRANSFERRED_OUT("transferred-out"),
  TRANSFERRED_IN("transferred-in"),
  RECYCLED("recycled"),
  RETURNED("returned"),
  DECLINED("declined"),
  NOT_ACCEPTED("not-accepted"),
  RELEASED("released"),
  EXPIRING("expiring"),
  TOUCHED("touched"),
  CLOSED("closed"),
  UNASSIGNED("unassigned"),
  HELPER_ADDED("helper-added"),
  DISPUTE_OPENED("dispute-opened"),
  DISPUTE_DECIDED("dispute-decided"),
  VIOLATION("violation"),
  PENALTY("penalty"),
  PENALTY_LIFTED("penalty-lifted");

  private final String code;

  NoticeType(String code) {
    this.code = code;
  }

  /** The name on the wire. */
  public String code() {
    return code;
  }
}
