package dev.fairlead.notification.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened, as far as somebody may have to be told. Published facts are translated to it. */
public sealed interface Happening {

  /** Id of the lead it is about; absent when it is about a person only. */
  @Nullable String leadId();

  /** The moment it points at, such as a deadline; null when there is none. */
  default @Nullable Instant ends() {
    return null;
  }

  /** The one word that says more: a reason, a result, a source; empty when there is none. */
  default String detail() {
    return "";
  }

  /** The rep whose fact it is; null when it is nobody's. */
  default @Nullable String subject() {
    return null;
  }

  /** A happening of a certain custody epoch; it means nothing once the lead is in a later one. */
  sealed interface OfEpoch extends Happening
      permits Granted, Accepted, FollowedUp, Transferred, Released, Closed, Expiring, FollowUpDue {
    /** The custody epoch. */
    long epoch();
  }

  /** The lead came in; nobody is told, but later notices say what it is about. */
  record Received(String leadId, Summary summary) implements Happening {}

  /** The lead's data must go. */
  record Erased(String leadId) implements Happening {}

  /** The same person asked again, through this source. */
  record Touched(String leadId, String source) implements Happening {
    @Override
    public String detail() {
      return source;
    }
  }

  /** A rep holds the lead; with {@code acceptBy} he must accept it until then. */
  record Granted(
      String leadId,
      long epoch,
      String owner,
      @Nullable String team,
      String cause,
      Instant deadline,
      @Nullable Instant acceptBy,
      @Nullable String ruleId)
      implements OfEpoch {
    @Override
    public Instant ends() {
      return acceptBy == null ? deadline : acceptBy;
    }

    @Override
    public String detail() {
      return cause;
    }

    @Override
    public String subject() {
      return owner;
    }
  }

  /** The owner took the lead on. */
  record Accepted(String leadId, long epoch, String owner) implements OfEpoch {
    @Override
    public String subject() {
      return owner;
    }
  }

  /** Somebody followed up, or need not for the time being: the ladder ends. */
  record FollowedUp(String leadId, long epoch) implements OfEpoch {}

  /** The lead went from one rep to another. */
  record Transferred(
      String leadId, long epoch, String from, String to, @Nullable String team, Instant deadline)
      implements OfEpoch {
    @Override
    public Instant ends() {
      return deadline;
    }

    @Override
    public String subject() {
      return to;
    }
  }

  /** Nobody owns the lead any more. */
  record Released(
      String leadId, long epoch, @Nullable String from, String cause, @Nullable String pool)
      implements OfEpoch {
    @Override
    public String detail() {
      return cause;
    }

    @Override
    public @Nullable String subject() {
      return from;
    }
  }

  /** The lead is done. */
  record Closed(String leadId, long epoch, String result, @Nullable String owner)
      implements OfEpoch {
    @Override
    public String detail() {
      return result;
    }

    @Override
    public @Nullable String subject() {
      return owner;
    }
  }

  /** The owner's time is about to end; {@code step} is the ISO-8601 time left when it was said. */
  record Expiring(String leadId, long epoch, String owner, Instant deadline, String step)
      implements OfEpoch {
    @Override
    public Instant ends() {
      return deadline;
    }

    @Override
    public String subject() {
      return owner;
    }
  }

  /** Nobody has followed up for too long: a step of the ladder. */
  record FollowUpDue(
      String leadId,
      long epoch,
      String owner,
      Instant deadline,
      int step,
      boolean tellRep,
      boolean tellManagers)
      implements OfEpoch {
    @Override
    public Instant ends() {
      return deadline;
    }

    @Override
    public String subject() {
      return owner;
    }
  }

  /** A claim did not win. */
  record ClaimLost(String leadId, String repId, String reason) implements Happening {
    @Override
    public String detail() {
      return reason;
    }

    @Override
    public String subject() {
      return repId;
    }
  }

  /** A rep could not get a lead because he holds as many as he may. */
  record CapReached(String leadId, String repId) implements Happening {
    @Override
    public String detail() {
      return "cap";
    }

    @Override
    public String subject() {
      return repId;
    }
  }

  /** Nobody fits and the lead waits; {@code overdue} when it has waited too long. */
  record Held(String leadId, String reason, boolean overdue) implements Happening {
    @Override
    public String detail() {
      return reason;
    }
  }

  /** The lead left circulation. */
  record Archived(String leadId, String pool, @Nullable String reason) implements Happening {
    @Override
    public String detail() {
      return reason == null ? pool : reason;
    }
  }

  /** A rep helps on the lead, until the given moment if any. */
  record HelperAdded(String leadId, String repId, @Nullable Instant until) implements Happening {
    @Override
    public String subject() {
      return repId;
    }
  }

  /** A rep no longer helps. */
  record HelperRemoved(String leadId, String repId) implements Happening {}

  /** Somebody claims that the lead is his. */
  record DisputeOpened(String leadId, String claimant, @Nullable String owner, Instant decideBy)
      implements Happening {
    @Override
    public Instant ends() {
      return decideBy;
    }

    @Override
    public String subject() {
      return claimant;
    }
  }

  /** Nobody decided a dispute in time. */
  record DisputeOverdue(String leadId, Instant decideBy) implements Happening {
    @Override
    public Instant ends() {
      return decideBy;
    }
  }

  /** The dispute is decided; {@code credited} are the reps who get a share. */
  record DisputeDecided(String leadId, String outcome, Set<String> credited) implements Happening {
    @Override
    public String detail() {
      return outcome;
    }
  }

  /** A rep broke a rule. */
  record Violation(String leadId, String repId, String rule) implements Happening {
    @Override
    public String detail() {
      return rule;
    }

    @Override
    public String subject() {
      return repId;
    }
  }

  /** A penalty of a rep began, or was lifted. */
  record Penalty(
      @Nullable String leadId, String repId, String kind, @Nullable Instant until, boolean lifted)
      implements Happening {
    @Override
    public @Nullable Instant ends() {
      return until;
    }

    @Override
    public String detail() {
      return kind;
    }

    @Override
    public String subject() {
      return repId;
    }
  }

  /** A rep appealed against a penalty, or his appeal was decided. */
  record PenaltyAppeal(@Nullable String leadId, String repId, String state) implements Happening {
    /** Whether it still has to be decided. */
    public boolean isOpen() {
      return state.equals("opened");
    }

    @Override
    public String detail() {
      return state;
    }

    @Override
    public String subject() {
      return repId;
    }
  }
}
