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

  /** What the ledger assumes of a lead it has not met. */
  Custody UNMET = new Assigning(0, 0, null);

  /**
   * Assignment decides.
   *
   * @param tries how many reps had it offered and did not accept
   * @param stage the stage it is to be decided for; null for a new lead
   */
  record Assigning(long epoch, int tries, @Nullable String stage) implements Custody {}

  /** A rep owns it. */
  record Owned(
      long epoch,
      String owner,
      @Nullable String team,
      Grant grant,
      Protection protection,
      int tries,
      boolean locked,
      List<Helper> helpers)
      implements Custody {

    public Owned {
      helpers = List.copyOf(helpers);
    }

    /** The same ownership with its protection changed. */
    public Owned with(Protection changed) {
      return new Owned(epoch, owner, team, grant, changed, tries, locked, helpers);
    }

    /** The same ownership, exempt from recycling or no longer so. */
    public Owned withLock(boolean lock) {
      return new Owned(epoch, owner, team, grant, protection, tries, lock, helpers);
    }

    /** The same ownership with these helpers. */
    public Owned with(List<Helper> changed) {
      return new Owned(epoch, owner, team, grant, protection, tries, locked, changed);
    }

    /** The same ownership with one helper more, or his access changed. */
    public Owned withHelper(Helper helper) {
      return with(
          Stream.concat(
                  helpers.stream().filter(h -> !h.repId().equals(helper.repId())),
                  Stream.of(helper))
              .toList());
    }

    /** Whether a rep may write on it as a helper now. */
    public boolean helps(String repId, Instant now) {
      return helpers.stream().anyMatch(h -> h.repId().equals(repId) && h.isActive(now));
    }
  }

  /** A pool holds it; {@code pool} is the one asked for until pool-service says which it is. */
  record Pooled(long epoch, @Nullable String pool) implements Custody {}

  /** It is done: {@code won}, {@code lost} or {@code invalid}. */
  record Closed(long epoch, String result, @Nullable String owner) implements Custody {}

  /**
   * Where an ownership comes from.
   *
   * @param cause {@code assigned}, {@code claimed}, {@code transferred} …
   */
  record Grant(
      String cause,
      @Nullable String decisionId,
      @Nullable String ruleId,
      @Nullable Integer policyVersion) {}

  /**
   * The protection of an ownership.
   *
   * @param acquiredAt start of the episode; a transfer does not move it
   * @param acceptBy end of the accept window; null without one
   * @param acceptedAt when it was accepted or first worked on
   */
  record Protection(
      ProtectionTerms terms,
      Instant acquiredAt,
      Instant deadline,
      Instant hardEnd,
      @Nullable Instant acceptBy,
      @Nullable Instant acceptedAt) {

    /** A new episode that begins now. */
    static Protection begin(ProtectionTerms terms, Instant now, OwnerCalendar calendar) {
      return new Protection(
          terms,
          now,
          terms.deadline(now, calendar),
          terms.hardEnd(now, calendar),
          terms.acceptBy(now, calendar),
          null);
    }

    /** The same protection, accepted. */
    Protection accepted(Instant at) {
      return new Protection(terms, acquiredAt, deadline, hardEnd, acceptBy, at);
    }

    /** The same protection up to another deadline. */
    Protection until(Instant changed) {
      return new Protection(terms, acquiredAt, changed, hardEnd, acceptBy, acceptedAt);
    }

    /** The same protection without an accept window, as a receiver of a transfer holds it. */
    Protection withoutOffer() {
      return new Protection(terms, acquiredAt, deadline, hardEnd, null, null);
    }

    /** Whether the accept window still runs or has run out unanswered. */
    boolean awaitsAcceptance() {
      return acceptBy != null && acceptedAt == null;
    }
  }

  /** A helper (协作人): {@code read} or {@code write}, for ever or until an instant. */
  record Helper(String repId, String access, @Nullable Instant until) {
    /** Whether his access still holds. */
    public boolean isActive(Instant now) {
      return until == null || now.isBefore(until);
    }

    /** Whether he may log activities now. */
    public boolean mayWrite(Instant now) {
      return "write".equals(access) && isActive(now);
    }
  }
}
