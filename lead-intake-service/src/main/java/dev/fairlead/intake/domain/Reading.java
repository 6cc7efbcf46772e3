package dev.fairlead.intake.domain;

import java.util.List;

/** What a request says: leads, or why not. */
public sealed interface Reading {

  /** The leads it carries; none for a request that only asks to be acknowledged. */
  record Leads(List<LeadData> leads) implements Reading {
    public Leads {
      leads = List.copyOf(leads);
    }
  }

  /** It cannot be accepted. */
  record Refused(Refusal refusal) implements Reading {}

  /** One lead. */
  static Reading of(LeadData lead) {
    return new Leads(List.of(lead));
  }

  /** A refusal as a whole. */
  static Reading refused(Refusal.Reason reason, String detail) {
    return new Refused(Refusal.of(reason, detail));
  }
}
