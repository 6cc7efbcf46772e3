package dev.fairlead.notification.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What this service remembers of a lead: who has to do with it, and what it is about. Topics have
 * no order among each other, so it may know a lead's owner before the lead itself.
 *
 * @param epoch the latest custody epoch heard of
 * @param team the owner's, or that of the last one
 * @param disputants parties of the open dispute
 * @param untold touches that came while nobody was known to own the lead
 * @param watch on an owner who has not followed up yet
 */
public record Lead(
    String id,
    long epoch,
    @Nullable String owner,
    @Nullable String team,
    List<Helper> helpers,
    Set<String> disputants,
    List<Touch> untold,
    Summary summary,
    boolean erased,
    @Nullable Watch watch) {

  private static final int MOST_UNTOLD = 20;

  /** A rep who helps, until the given moment if any. */
  public record Helper(String repId, @Nullable Instant until) {}

  /** A touch that nobody could be told of yet. */
  public record Touch(String eventId, String source, Instant at) {}

  public Lead {
    helpers = List.copyOf(helpers);
    disputants = Set.copyOf(disputants);
    untold = List.copyOf(untold);
  }

  /** A lead nothing has been heard of. */
  public static Lead unknown(String id) {
    return new Lead(id, 0, null, null, List.of(), Set.of(), List.of(), Summary.NONE, false, null);
  }

  /** Whether this speaks of an epoch that is over. */
  public boolean isPast(Happening happening) {
    return happening instanceof Happening.OfEpoch of && of.epoch() < epoch;
  }

  /** Ids of those who help at that moment. */
  public List<String> helpersAt(Instant at) {
    return helpers.stream()
        .filter(h -> h.until() == null || at.isBefore(h.until()))
        .map(Helper::repId)
        .toList();
  }

  /** The untold touches that happened at that moment or later. */
  public List<Touch> untoldSince(Instant at) {
    return untold.stream().filter(touch -> !touch.at().isBefore(at)).toList();
  }

  /** The same lead after this happened. A happening of a past epoch changes nothing. */
  public Lead after(Happening happening, String eventId, Instant at) {
    if (isPast(happening)) {
      return this;
    }
    return switch (happening) {
      case Happening.Received e -> erased ? this : about(e.summary(), false);
      case Happening.Erased e -> about(Summary.NONE, true);
      case Happening.Touched e ->
          owner == null ? withUntold(new Touch(eventId, e.source(), at)) : this;
      case Happening.Granted e ->
          held(e.epoch(), e.owner(), e.team(), Watch.on(e.ruleId(), at, e.deadline()));
      case Happening.Transferred e ->
          held(
              e.epoch(),
              e.to(),
              e.team(),
              Watch.on(watch == null ? null : watch.ruleId(), at, e.deadline()));
      case Happening.Released e -> held(e.epoch(), null, team, null);
      case Happening.Closed e -> held(e.epoch(), null, team, null);
      case Happening.FollowedUp e -> watchedBy(null);
      case Happening.FollowUpDue e -> watch == null ? this : watchedBy(watch.past(e.step()));
      case Happening.HelperAdded e -> withHelper(e);
      case Happening.HelperRemoved e -> withHelpers(without(e.repId()));
      case Happening.DisputeOpened e -> disputedBy(parties(e)).watchedBy(null);
      case Happening.DisputeDecided e -> disputedBy(Set.of());
      case Happening.DisputeOverdue e -> this;
      case Happening.Accepted e -> this;
      case Happening.Expiring e -> this;
      case Happening.ClaimLost e -> this;
      case Happening.CapReached e -> this;
      case Happening.Held e -> this;
      case Happening.Archived e -> this;
      case Happening.Violation e -> this;
      case Happening.Penalty e -> this;
      case Happening.PenaltyAppeal e -> this;
    };
  }

  /** The same lead with its watch set by the ladder. */
  public Lead on(Ladder ladder) {
    return watch == null || watch.nextAt() != null ? this : watchedBy(ladder.set(watch));
  }

  /** The same lead with its watch set again, by a ladder that has changed. */
  public Lead watchedAnew(Ladder ladder) {
    return watch == null ? this : watchedBy(ladder.set(watch));
  }

  private Lead watchedBy(@Nullable Watch eye) {
    return new Lead(id, epoch, owner, team, helpers, disputants, untold, summary, erased, eye);
  }

  private Lead held(
      long newEpoch, @Nullable String newOwner, @Nullable String newTeam, @Nullable Watch eye) {
    List<Touch> waiting = newOwner == null ? untold : List.of();
    return new Lead(
        id, newEpoch, newOwner, newTeam, helpers, disputants, waiting, summary, erased, eye);
  }

  private Lead about(Summary news, boolean gone) {
    return new Lead(
        id, epoch, owner, team, helpers, disputants, untold, news, erased || gone, watch);
  }

  private Lead withUntold(Touch touch) {
    List<Touch> touches = new ArrayList<>(untold);
    touches.add(touch);
    List<Touch> latest = touches.subList(Math.max(0, touches.size() - MOST_UNTOLD), touches.size());
    return new Lead(id, epoch, owner, team, helpers, disputants, latest, summary, erased, watch);
  }

  private Lead withHelper(Happening.HelperAdded e) {
    List<Helper> all = new ArrayList<>(without(e.repId()));
    all.add(new Helper(e.repId(), e.until()));
    return withHelpers(all);
  }

  private List<Helper> without(String repId) {
    return helpers.stream().filter(h -> !h.repId().equals(repId)).toList();
  }

  private Lead withHelpers(List<Helper> all) {
    return new Lead(id, epoch, owner, team, all, disputants, untold, summary, erased, watch);
  }

  private Lead disputedBy(Set<String> parties) {
    return new Lead(id, epoch, owner, team, helpers, parties, untold, summary, erased, watch);
  }

  private static Set<String> parties(Happening.DisputeOpened e) {
    Set<String> parties = new LinkedHashSet<>();
    parties.add(e.claimant());
    if (e.owner() != null) {
      parties.add(e.owner());
    }
    return new TreeSet<>(parties);
  }
}
