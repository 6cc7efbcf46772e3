package dev.fairlead.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everybody a happening has to do with, and as what; who of them is told is up to the {@link
 * Matrix}. Who has two roles stands here twice, the nearer one first.
 */
final class Concerned {

  private final Lead lead;
  private final Chiefs chiefs;
  private final Instant at;
  private final List<Told> list = new ArrayList<>();

  private Concerned(Lead lead, Chiefs chiefs, Instant at) {
    this.lead = lead;
    this.chiefs = chiefs;
    this.at = at;
  }

  /**
   * Who they are.
   *
   * @param lead as it was before
   */
  static List<Told> by(Happening happening, Lead lead, Chiefs chiefs, Instant at) {
    Concerned concerned = new Concerned(lead, chiefs, at);
    concerned.add(happening);
    return concerned.list;
  }

  private void add(Happening happening) {
    switch (happening) {
      case Happening.Received e -> {}
      case Happening.Erased e -> {}
      case Happening.HelperRemoved e -> {}
      case Happening.FollowedUp e -> {}
      case Happening.Touched e -> {
        one(lead.owner(), NoticeType.TOUCHED, Role.OWNER);
        around(NoticeType.TOUCHED, lead.team(), lead.owner());
      }
      case Happening.Granted e -> {
        one(e.owner(), granted(e), Role.OWNER);
        around(granted(e), e.team(), e.owner());
      }
      case Happening.Accepted e -> {
        one(e.owner(), NoticeType.ACCEPTED, Role.OWNER);
        around(NoticeType.ACCEPTED, lead.team(), e.owner());
      }
      case Happening.Transferred e -> {
        one(e.to(), NoticeType.TRANSFERRED_IN, Role.OWNER);
        one(e.from(), NoticeType.TRANSFERRED_OUT, Role.PREVIOUS_OWNER);
        around(NoticeType.TRANSFERRED_IN, e.team(), e.to());
      }
      case Happening.Released e -> {
        one(e.from(), released(e.cause()), Role.PREVIOUS_OWNER);
        around(released(e.cause()), lead.team(), e.from());
        all(chiefs.ofPool(e.pool()), released(e.cause()), Role.POOL_ADMIN);
      }
      case Happening.Closed e -> {
        one(e.owner(), NoticeType.CLOSED, Role.OWNER);
        around(NoticeType.CLOSED, lead.team(), e.owner());
      }
      case Happening.Expiring e -> expiring(e);
      case Happening.FollowUpDue e -> followUp(e);
      case Happening.ClaimLost e -> one(e.repId(), NoticeType.CLAIM_LOST, Role.CLAIMANT);
      case Happening.CapReached e -> {
        one(e.repId(), NoticeType.CAPACITY_FULL, Role.REP);
        all(chiefs.of(e.repId()), NoticeType.CAPACITY_FULL, Role.MANAGER);
      }
      case Happening.Held e -> all(chiefs.all(), held(e), Role.MANAGER);
      case Happening.Archived e -> {
        all(chiefs.ofPool(e.pool()), NoticeType.ARCHIVED, Role.POOL_ADMIN);
        all(chiefs.of(lead.team(), null), NoticeType.ARCHIVED, Role.MANAGER);
      }
      case Happening.HelperAdded e -> {
        one(e.repId(), NoticeType.HELPER_ADDED, Role.REP);
        one(lead.owner(), NoticeType.HELPER_ADDED, Role.OWNER);
      }
      case Happening.DisputeOpened e -> {
        one(e.owner(), NoticeType.DISPUTE_OPENED, Role.OWNER);
        one(e.claimant(), NoticeType.DISPUTE_OPENED, Role.CLAIMANT);
        around(NoticeType.DISPUTE_OPENED, lead.team(), e.owner());
      }
      case Happening.DisputeOverdue e ->
          around(NoticeType.DISPUTE_OVERDUE, lead.team(), lead.owner());
      case Happening.DisputeDecided e -> {
        one(lead.owner(), NoticeType.DISPUTE_DECIDED, Role.OWNER);
        all(parties(e), NoticeType.DISPUTE_DECIDED, Role.CLAIMANT);
        around(NoticeType.DISPUTE_DECIDED, lead.team(), lead.owner());
      }
      case Happening.Violation e -> aboutRep(e.repId(), NoticeType.VIOLATION);
      case Happening.Penalty e ->
          aboutRep(e.repId(), e.lifted() ? NoticeType.PENALTY_LIFTED : NoticeType.PENALTY);
      case Happening.PenaltyAppeal e -> {
        if (e.isOpen()) {
          all(chiefs.of(e.repId()), NoticeType.PENALTY_APPEAL, Role.MANAGER);
        } else {
          one(e.repId(), NoticeType.PENALTY_APPEAL, Role.REP);
        }
      }
    }
  }

  /** Every warning is for the owner; the last ones are for his managers, too. */
  private void expiring(Happening.Expiring e) {
    one(e.owner(), NoticeType.EXPIRING, Role.OWNER);
    all(lead.helpersAt(at), NoticeType.EXPIRING, Role.HELPER);
    if (isLast(e.step())) {
      all(chiefs.of(lead.team(), e.owner()), NoticeType.EXPIRING, Role.MANAGER);
    }
  }

  /** A warning within the last day. */
  private static boolean isLast(String step) {
    try {
      return step.equals("P0D")
          || (step.contains("T") && Duration.parse(step).compareTo(Duration.ofDays(1)) < 0);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void followUp(Happening.FollowUpDue e) {
    if (e.tellRep()) {
      one(e.owner(), NoticeType.FOLLOW_UP_DUE, Role.OWNER);
    }
    if (e.tellManagers()) {
      all(chiefs.of(lead.team(), e.owner()), NoticeType.FOLLOW_UP_DUE, Role.MANAGER);
    }
  }

  private void aboutRep(String rep, NoticeType type) {
    one(rep, type, Role.REP);
    all(chiefs.of(rep), type, Role.MANAGER);
  }

  private void around(NoticeType type, @Nullable String team, @Nullable String owner) {
    all(lead.helpersAt(at), type, Role.HELPER);
    all(chiefs.of(team, owner), type, Role.MANAGER);
  }

  private static NoticeType granted(Happening.Granted e) {
    if (e.cause().equals("claimed")) {
      return NoticeType.CLAIM_WON;
    }
    return e.acceptBy() == null ? NoticeType.ASSIGNED : NoticeType.OFFERED;
  }

  private static NoticeType released(String cause) {
    return switch (cause) {
      case "recycled" -> NoticeType.RECYCLED;
      case "returned" -> NoticeType.RETURNED;
      case "declined" -> NoticeType.DECLINED;
      case "not-accepted" -> NoticeType.NOT_ACCEPTED;
      default -> NoticeType.RELEASED;
    };
  }

  private static NoticeType held(Happening.Held e) {
    if (e.overdue()) {
      return NoticeType.UNASSIGNED_OVERDUE;
    }
    return e.reason().equals("over-capacity") ? NoticeType.CAPACITY_FULL : NoticeType.UNASSIGNED;
  }

  private Set<String> parties(Happening.DisputeDecided e) {
    Set<String> parties = new TreeSet<>(lead.disputants());
    parties.addAll(e.credited());
    return parties;
  }

  private void one(@Nullable String person, NoticeType type, Role role) {
    if (person != null) {
      list.add(new Told(person, type, role));
    }
  }

  private void all(Collection<String> people, NoticeType type, Role role) {
    people.forEach(person -> list.add(new Told(person, type, role)));
  }
}
