package dev.fairlead.pool.domain;

/** Why a claim is refused, each with its stable code. */
public enum ClaimRefusal {
  /** The rep does not belong to the pool. */
  NOT_MEMBER("claim.not-member", "you are not a member of this pool"),
  /** The pool's admins hand its leads out. */
  ASSIGN_ONLY("claim.assign-only", "the leads of this pool are assigned, not claimed"),
  /** The lead is not in the pool, or not any more. */
  GONE("claim.gone", "this lead is not in the pool any more"),
  /** The lead was pooled too short a time ago. */
  COOL_OFF("claim.cool-off", "this lead is not available yet"),
  /** The rep, or a mate, owned the lead too short a time ago. */
  PREVIOUS_OWNER("claim.previous-owner", "this lead was yours or your team's recently"),
  /** The rep has claimed enough today. */
  DAILY_LIMIT("claim.daily-limit", "your daily limit in this pool is used up"),
  /** The rep's last claim was too short a time ago. */
  INTERVAL("claim.interval", "your last claim in this pool was too recent"),
  /** The rep holds enough leads of this pool. */
  POOL_CAP("claim.pool-cap", "you hold as many leads of this pool as you may"),
  /** The rep holds enough leads. */
  GLOBAL_CAP("claim.global-cap", "you hold as many leads as you may"),
  /** A penalty bars the rep from claiming. */
  SUSPENDED("claim.suspended", "claiming is suspended for you");

  private final String code;
  private final String detail;

  ClaimRefusal(String code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  /** Stable code, e.g. {@code claim.gone}. */
  public String code() {
    return code;
  }

  /** Words for the rep. */
  public String detail() {
    return detail;
  }
}
