package dev.fairlead.ownership.domain;

import java.util.List;

/** What the ledger made of a command. */
public sealed interface Outcome {

  /** It was applied; no facts when it asked for what already was so. */
  record Applied(Custody custody, List<LedgerFact> facts) implements Outcome {
    public Applied {
      facts = List.copyOf(facts);
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
    /** The lead is locked against recycling. */
    LOCKED("locked"),
    /** Its time is not over yet. */
    NOT_DUE("not-due"),
    /** It was accepted, so it cannot be declined. */
    ALREADY_ACCEPTED("already-accepted"),
    /** The rep owns it already. */
    SAME_OWNER("same-owner");

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
