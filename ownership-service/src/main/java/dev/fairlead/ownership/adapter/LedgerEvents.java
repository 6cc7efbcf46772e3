package dev.fairlead.ownership.adapter;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Custody.Protection;
import dev.fairlead.ownership.domain.LedgerFact;
import dev.fairlead.ownership.domain.ProtectionTerms;
import dev.fairlead.ownership.domain.Span;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's facts in the published language, and the published terms in the ledger's. */
public final class LedgerEvents {

  private LedgerEvents() {}

  /** The event that tells of a fact; null for facts that somebody else tells of. */
  public static @Nullable OwnershipEvent event(
      String leadId, LedgerFact fact, @Nullable String batchId) {
    return switch (fact) {
      case LedgerFact.Granted f -> granted(leadId, f.owned(), batchId);
      case LedgerFact.Accepted f ->
          new OwnershipEvent.Accepted(
              leadId,
              f.owned().epoch(),
              f.owned().owner(),
              java.util.Objects.requireNonNull(f.owned().protection().acceptedAt()));
      case LedgerFact.Declined f ->
          new OwnershipEvent.Declined(leadId, f.owned().epoch(), f.owned().owner(), f.reason());
      case LedgerFact.Worked f ->
          new OwnershipEvent.Activity(
              leadId,
              f.owned().epoch(),
              f.activity().repId(),
              f.activity().kind(),
              f.activity().outcome(),
              f.activity().qualifying(),
              f.activity().at());
      case LedgerFact.Extended f ->
          new OwnershipEvent.Extended(leadId, f.owned().epoch(), f.owned().protection().deadline());
      case LedgerFact.Transferred f -> transferred(leadId, f, batchId);
      case LedgerFact.Released f ->
          new OwnershipEvent.Released(
              leadId,
              f.epoch(),
              f.from(),
              f.cause(),
              f.to(),
              f.pool(),
              f.reason(),
              f.stage(),
              batchId);
      case LedgerFact.HandedOff f ->
          new OwnershipEvent.HandedOff(leadId, f.epoch(), f.from(), f.stage());
      case LedgerFact.Closed f ->
          new OwnershipEvent.Closed(
              leadId,
              f.closed().epoch(),
              f.closed().result(),
              f.closed().owner(),
              f.value(),
              f.reason(),
              f.closed().mergedInto(),
              f.closed().contractUntil());
      case LedgerFact.Appointed f ->
          new OwnershipEvent.Appointment(
              leadId, f.owned().epoch(), f.command().repId(), f.command().at());
      case LedgerFact.OpportunitySet f ->
          new OwnershipEvent.Opportunity(
              leadId,
              f.owned().epoch(),
              f.command().repId(),
              f.command().open() ? "open" : "ended",
              f.command().value(),
              f.at());
      case LedgerFact.HelperRemoved f ->
          new OwnershipEvent.HelperRemoved(leadId, f.repId(), f.reason());
      case LedgerFact.HelperAdded f ->
          new OwnershipEvent.HelperAdded(
              leadId, f.helper().repId(), f.helper().access(), f.helper().until());
      case LedgerFact.LockSet f when f.owned().exemptions().locked() ->
          new OwnershipEvent.Locked(leadId, f.owned().epoch(), f.owned().owner());
      case LedgerFact.LockSet f ->
          new OwnershipEvent.Unlocked(leadId, f.owned().epoch(), f.owned().owner());
      case LedgerFact.DisputeOpened f -> null;
      case LedgerFact.DisputeDecided f -> null;
      case LedgerFact.Placed f -> null;
    };
  }

  private static OwnershipEvent granted(String leadId, Owned o, @Nullable String batchId) {
    Protection p = o.protection();
    return new OwnershipEvent.Granted(
        leadId,
        o.epoch(),
        o.owner(),
        o.team(),
        o.grant().cause(),
        o.grant().decisionId(),
        p.acquiredAt(),
        p.deadline(),
        p.hardEnd(),
        p.acceptBy(),
        terms(p.terms()),
        o.grant().ruleId(),
        batchId);
  }

  private static OwnershipEvent transferred(
      String leadId, LedgerFact.Transferred f, @Nullable String batchId) {
    Owned o = f.owned();
    Protection p = o.protection();
    return new OwnershipEvent.Transferred(
        leadId,
        o.epoch(),
        f.from(),
        o.owner(),
        o.team(),
        o.grant().cause(),
        f.reason(),
        p.deadline(),
        p.hardEnd(),
        p.acceptBy(),
        terms(p.terms()),
        batchId);
  }

  /** The fact that an entry is about: the change of custody, else the work done, else the last. */
  public static LedgerFact principal(List<LedgerFact> facts) {
    return facts.stream()
        .filter(LedgerEvents::changesCustody)
        .findFirst()
        .orElseGet(() -> facts.getFirst() instanceof LedgerFact.Worked w ? w : facts.getLast());
  }

  private static boolean changesCustody(LedgerFact fact) {
    return switch (fact) {
      case LedgerFact.Granted f -> true;
      case LedgerFact.Transferred f -> true;
      case LedgerFact.Released f -> true;
      case LedgerFact.Closed f -> true;
      case LedgerFact.Accepted f -> false;
      case LedgerFact.Declined f -> false;
      case LedgerFact.Worked f -> false;
      case LedgerFact.Extended f -> false;
      case LedgerFact.Appointed f -> false;
      case LedgerFact.OpportunitySet f -> false;
      case LedgerFact.HandedOff f -> false;
      case LedgerFact.HelperAdded f -> false;
      case LedgerFact.HelperRemoved f -> false;
      case LedgerFact.LockSet f -> false;
      case LedgerFact.DisputeOpened f -> false;
      case LedgerFact.DisputeDecided f -> false;
      case LedgerFact.Placed f -> false;
    };
  }

  /** The cause an entry gives. */
  public static String cause(LedgerFact fact) {
    return switch (fact) {
      case LedgerFact.Granted f -> f.owned().grant().cause();
      case LedgerFact.Transferred f -> f.owned().grant().cause();
      case LedgerFact.Released f -> f.cause();
      case LedgerFact.Closed f when f.closed().mergedInto() != null -> "merged";
      case LedgerFact.Closed f -> "closed";
      case LedgerFact.HandedOff f -> "handed-off";
      case LedgerFact.Accepted f -> "accepted";
      case LedgerFact.Declined f -> "declined";
      case LedgerFact.Worked f -> "activity";
      case LedgerFact.Extended f -> "extended";
      case LedgerFact.Appointed f -> "appointment";
      case LedgerFact.OpportunitySet f -> "opportunity";
      case LedgerFact.HelperAdded f -> "helper-added";
      case LedgerFact.HelperRemoved f -> "helper-removed";
      case LedgerFact.LockSet f -> f.owned().exemptions().locked() ? "locked" : "unlocked";
      case LedgerFact.DisputeOpened f -> "dispute-opened";
      case LedgerFact.DisputeDecided f -> "dispute-decided";
      case LedgerFact.Placed f -> f.moved() ? "moved" : "pooled";
    };
  }

  /** The reason an entry gives, if somebody gave one. */
  public static @Nullable String reason(LedgerFact fact) {
    return switch (fact) {
      case LedgerFact.Transferred f -> f.reason();
      case LedgerFact.Released f -> f.reason();
      case LedgerFact.Declined f -> f.reason();
      case LedgerFact.Closed f -> f.reason() == null ? f.closed().result() : f.reason();
      case LedgerFact.Granted f -> null;
      case LedgerFact.Accepted f -> null;
      case LedgerFact.Worked f -> null;
      case LedgerFact.Extended f -> null;
      case LedgerFact.DisputeDecided f -> f.reason();
      case LedgerFact.HelperRemoved f -> f.reason();
      case LedgerFact.Appointed f -> f.command().note();
      case LedgerFact.OpportunitySet f -> null;
      case LedgerFact.HandedOff f -> null;
      case LedgerFact.HelperAdded f -> null;
      case LedgerFact.LockSet f -> null;
      case LedgerFact.DisputeOpened f -> null;
      case LedgerFact.Placed f -> null;
    };
  }

  /** Terms as they are published. */
  public static Terms terms(ProtectionTerms terms) {
    return new Terms(
        terms.initial().toString(),
        terms.extend().toString(),
        terms.max().toString(),
        terms.accept() == null ? null : terms.accept().toString(),
        terms.workingDays() ? Terms.WORKING : Terms.CALENDAR);
  }

  /**
   * Published terms in the ledger's words.
   *
   * @throws DateTimeException when a span is none
   */
  public static ProtectionTerms terms(Terms terms) {
    return new ProtectionTerms(
        Span.parse(terms.initial()),
        Span.parse(terms.extend()),
        Span.parse(terms.max()),
        terms.accept() == null ? null : Span.parse(terms.accept()),
        Terms.WORKING.equals(terms.days()));
  }

  /** The ledger's word for a cause that a proposal gave. */
  public static String cause(String proposed) {
    return switch (proposed) {
      case "manual" -> "admin";
      case "existing-owner" -> "assigned";
      default -> proposed;
    };
  }

  /** Who is to help the owner that assignment proposes. */
  public static List<Custody.Helper> helpers(AssignmentEvent.Assigned e) {
    List<AssignmentEvent.Helper> named = e.helpers() == null ? List.of() : e.helpers();
    return named.stream().map(h -> new Custody.Helper(h.repId(), h.access(), null)).toList();
  }

  /** Where an ownership that assignment proposes comes from. */
  public static Custody.Grant grant(AssignmentEvent.Assigned e) {
    return new Custody.Grant(cause(e.cause()), e.decisionId(), e.ruleId(), e.policyVersion());
  }
}
