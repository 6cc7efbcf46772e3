package dev.fairlead.ownership.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lead (归属). Exactly one of these at any moment; each change raises the epoch by one.
 */
public sealed interface Custody {

  /** The custody epoch (归属序号), the fencing number. */
  long epoch();

  /** Who may read or write beside the holder; none but of owned leads and of those handed off. */
  default List<Helper> helpers() {
    return List.of();
  }

  /** What the ledger assumes of a lead it has not met. */
  Custody UNMET = new Assigning(0, 0, null, List.of());

  /**
   * Assignment decides.
   *
   * @param tries how many reps had it offered and did not accept
   * @param stage the stage it is to be decided for; null for a new lead
   * @param helpers who goes on helping whoever gets it: the rep of the stage before
   */
  record Assigning(long epoch, int tries, @Nullable String stage, List<Helper> helpers)
      implements Custody {
    public Assigning {
      helpers = List.copyOf(helpers);
    }

    /** The same with these helpers. */
    public Assigning with(List<Helper> changed) {
      return new Assigning(epoch, tries, stage, changed);
    }
  }

  /**
   * A rep owns it.
   *
   * @param stage the stage it was handed off to; null in the first one
   */
  record Owned(
      long epoch,
      String owner,
      @Nullable String team,
      @Nullable String stage,
      Grant grant,
      Protection protection,
      int tries,
      Exemptions exemptions,
      List<Helper> helpers)
      implements Custody {

    public Owned {
      helpers = List.copyOf(helpers);
    }

    /** The same ownership with its protection changed. */
    public Owned with(Protection changed) {
      return new Owned(epoch, owner, team, stage, grant, changed, tries, exemptions, helpers);
    }

    /** The same ownership with its exemptions from recycling changed. */
    public Owned with(Exemptions changed) {
      return new Owned(epoch, owner, team, stage, grant, protection, tries, changed, helpers);
    }

    /** The same ownership with these helpers. */
    public Owned with(List<Helper> changed) {
      return new Owned(epoch, owner, team, stage, grant, protection, tries, exemptions, changed);
    }

    /** The same ownership with one helper more, or his access changed. */
    public Owned withHelper(Helper helper) {
      return with(
          Stream.concat(
                  helpers.stream().filter(h -> !h.repId().equals(helper.repId())),
                  Stream.of(helper))
              .toList());
    }

    /** Whether a rep may read it as a helper now. */
    public boolean helps(String repId, Instant now) {
      return helpers.stream().anyMatch(h -> h.repId().equals(repId) && h.isActive(now));
    }
  }

  /** A pool holds it; {@code pool} is the one asked for until pool-service says which it is. */
  record Pooled(long epoch, @Nullable String pool) implements Custody {}

  /**
   * It is done.
   *
   * @param result {@code won}, {@code lost}, {@code invalid} or {@code merged}
   * @param owner who owned it when it ended; null for nobody
   * @param mergedInto the lead that goes on in its place, when merged
   * @param contractUntil when the contract that was won ends; null when it does not
   */
  record Closed(
      long epoch,
      String result,
      @Nullable String owner,
      @Nullable String team,
      @Nullable String mergedInto,
      @Nullable Instant contractUntil)
      implements Custody {

    /** Result of a deal. */
    public static final String WON = "won";

    /** Result of a merge. */
    public static final String MERGED = "merged";

    /** Whether it ended in a deal. */
    public boolean isWon() {
      return WON.equals(result);
    }
  }

  /**
   * Where an ownership comes from.
   *
   * @param cause {@code assigned}, {@code claimed}, {@code transferred} …
   */
  record Grant(
      String cause,
      @Nullable String decisionId,
      @Nullable String ruleId,
      @Nullable Integer policyVersion) {

    /** The same origin under another cause, as a transfer keeps it. */
    Grant as(String changed) {
      return new Grant(changed, decisionId, ruleId, policyVersion);
    }
  }

  /**
   * The protection of an ownership. An episode begins with a grant: a claim from a pool, or a
   * decision of assignment (also after a decline, an unanswered offer or a hand-off). A transfer
   * goes on in the episode it finds.
   *
   * @param acquiredAt start of the episode; a transfer does not move it
   * @param acceptBy end of the accept window; null without one
   * @param acceptedAt when it was accepted or first worked on
   * @param workedAt the latest qualifying activity of the episode; null without one
   */
  record Protection(
      ProtectionTerms terms,
      Instant acquiredAt,
      Instant deadline,
      Instant hardEnd,
      @Nullable Instant acceptBy,
      @Nullable Instant acceptedAt,
      @Nullable Instant workedAt) {

    /** A new episode that begins now. */
    static Protection begin(ProtectionTerms terms, Instant now, OwnerCalendar calendar) {
      return new Protection(
          terms,
          now,
          terms.deadline(now, calendar),
          terms.hardEnd(now, calendar),
          terms.acceptBy(now, calendar),
          null,
          null);
    }

    /** The same protection, accepted. */
    Protection accepted(Instant at) {
      return new Protection(terms, acquiredAt, deadline, hardEnd, acceptBy, at, workedAt);
    }

    /** The same protection after a qualifying activity of then. */
    Protection worked(Instant at) {
      Instant latest = workedAt == null || at.isAfter(workedAt) ? at : workedAt;
      return new Protection(terms, acquiredAt, deadline, hardEnd, acceptBy, acceptedAt, latest);
    }

    /** The same protection up to another deadline. */
    Protection until(Instant changed) {
      return new Protection(terms, acquiredAt, changed, hardEnd, acceptBy, acceptedAt, workedAt);
    }

    /** The same protection without an accept window, as a receiver of a transfer holds it. */
    Protection withoutOffer() {
      return new Protection(terms, acquiredAt, deadline, hardEnd, null, null, workedAt);
    }

    /** Whether the accept window still runs or has run out unanswered. */
    boolean awaitsAcceptance() {
      return acceptBy != null && acceptedAt == null;
    }

    /** What a clock for lack of follow-up counts from. */
    Instant followedUpAt() {
      return workedAt == null ? acquiredAt : workedAt;
    }
  }

  /** A helper (协作人): {@code read} or {@code write}, for ever or until an instant. */
  record Helper(String repId, String access, @Nullable Instant until) {

    /** Access of a helper who may log activities. */
    public static final String WRITE = "write";

    /** Whether his access still holds. */
    public boolean isActive(Instant now) {
      return until == null || now.isBefore(until);
    }

    /** Whether he may log activities now. */
    public boolean mayWrite(Instant now) {
      return WRITE.equals(access) && isActive(now);
    }
  }
}
