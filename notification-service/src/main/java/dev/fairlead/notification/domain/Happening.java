package dev.fairlead.notification.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened, as far as somebody may have to be told. Published facts are translated to it. */
public sealed interface Happening {

  /** Id of the lead it is about; absent when it is about a person only. */
  @Nullable String leadId();

  /** A happening of a certain custody epoch; it means nothing once the lead is in a later one. */
  sealed interface OfEpoch extends Happening
      permits Granted, Transferred, Released, Closed, Expiring {
    /** The custody epoch. */
    long epoch();
  }

  /** The lead came in; nobody is told, but later notices say what it is about. */
  record Received(String leadId, Summary summary) implements Happening {}

  /** The lead's data must go. */
  record Erased(String leadId) implements Happening {}

  /** The same person asked again, through this source. */
  record Touched(String leadId, String source) implements Happening {}

  /** A rep holds the lead; with {@code acceptBy} he must accept it until then. */
  record Granted(
      String leadId,
      long epoch,
      String owner,
      String cause,
      Instant deadline,
      @Nullable Instant acceptBy)
      implements OfEpoch {}

  /** The lead went from one rep to another. */
  record Transferred(String leadId, long epoch, String from, String to, Instant deadline)
      implements OfEpoch {}

  /** Nobody owns the lead any more. */
  record Released(String leadId, long epoch, @Nullable String from, String cause)
      implements OfEpoch {}

  /** The lead is done. */
  record Closed(String leadId, long epoch, String result, @Nullable String owner)
      implements OfEpoch {}

  /** The owner's time is about to end; {@code step} is the ISO-8601 time left when it was said. */
  record Expiring(String leadId, long epoch, String owner, Instant deadline, String step)
      implements OfEpoch {}

  /** A claim did not win. */
  record ClaimLost(String leadId, String repId, String reason) implements Happening {}

  /** Nobody fits and the lead waits. */
  record Held(String leadId, String reason) implements Happening {}

  /** A rep helps on the lead, until the given moment if any. */
  record HelperAdded(String leadId, String repId, @Nullable Instant until) implements Happening {}

  /** A rep no longer helps. */
  record HelperRemoved(String leadId, String repId) implements Happening {}

  /** Somebody claims that the lead is his. */
  record DisputeOpened(String leadId, String claimant, @Nullable String owner, Instant decideBy)
      implements Happening {}

  /** The dispute is decided; {@code credited} are the reps who get a share. */
  record DisputeDecided(String leadId, String outcome, Set<String> credited) implements Happening {}

  /** A rep broke a rule. */
  record Violation(String leadId, String repId, String rule) implements Happening {}

  /** A penalty of a rep began, or was lifted. */
  record Penalty(
      @Nullable String leadId, String repId, String kind, @Nullable Instant until, boolean lifted)
      implements Happening {}
}
