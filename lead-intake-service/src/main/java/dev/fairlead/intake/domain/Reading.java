package dev.fairlead.intake.domain;

import java.util.List;

/** What a request says: leads, or why not. */
public sealed interface Reading {

  /**
   * What it carries; nothing for a request that only asks to be acknowledged.
   *
   * @param leads that are told in full
   * @param notices of leads that have to be fetched
   * @param withdrawn the sender's ids of leads that it takes back
   */
  record Leads(List<LeadData> leads, List<Notice> notices, List<String> withdrawn)
      implements Reading {
    public Leads {
      leads = List.copyOf(leads);
      notices = List.copyOf(notices);
      withdrawn = List.copyOf(withdrawn);
    }
  }

  /** It cannot be accepted. */
  record Refused(Refusal refusal) implements Reading {}

  /** One lead. */
  static Reading of(LeadData lead) {
    return of(List.of(lead));
  }

  /** Leads told in full. */
  static Reading of(List<LeadData> leads) {
    return new Leads(leads, List.of(), List.of());
  }

  /** Nothing but to be acknowledged. */
  static Reading nothing() {
    return of(List.of());
  }

  /** A refusal as a whole. */
  static Reading refused(Refusal.Reason reason, String detail) {
    return new Refused(Refusal.of(reason, detail));
  }
}
