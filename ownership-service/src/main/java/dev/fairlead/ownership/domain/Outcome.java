package dev.fairlead.ownership.domain;

import java.util.Arrays;
import java.util.List;

/** What the ledger made of a command. */
public sealed interface Outcome {

  /** It was applied; no facts when it asked for what already was so. */
  record Applied(Custody custody, List<LedgerFact> facts) implements Outcome {
    public Applied {
      facts = List.copyOf(facts);
    }

    static Applied of(Custody custody, LedgerFact... facts) {
      return new Applied(custody, Arrays.asList(facts));
    }
  }

  /** It was not, and nothing changed. */
  record Refused(Refusal reason) implements Outcome {}

  /** Why not; {@link #code()} is what events and problems say. */
  enum Refusal {
    /** The custody it speaks of is over, or has not come. */
    STALE("stale"),
    /** The lead is closed. */
    CLOSED("closed"),
    /** The receiver holds as many leads as he may. */
    CAP("cap"),
    /** The owner has locked as many leads as he may. */
    LOCK_CAP("lock-cap"),
    /** The lead is locked against recycling. */
    LOCKED("locked"),
    /** An agreed appointment is still to come. */
    APPOINTMENT("appointment"),
    /** A deal is in sight. */
    OPPORTUNITY("opportunity"),
    /** A dispute about it is open. */
    DISPUTED("disputed"),
    /** Its time is not over yet. */
    NOT_DUE("not-due"),
    /** It was accepted, so it cannot be declined. */
    ALREADY_ACCEPTED("already-accepted"),
    /** The rep owns it already. */
    SAME_OWNER("same-owner"),
    /** A lead cannot be merged into itself. */
    SAME_LEAD("same-lead"),
    /** Nobody of that id helps on it. */
    NO_HELPER("no-helper");

    private final String code;

    Refusal(String code) {
      this.code = code;
    }

    /** Stable code. */
    public String code() {
      return code;
    }
  }
}
