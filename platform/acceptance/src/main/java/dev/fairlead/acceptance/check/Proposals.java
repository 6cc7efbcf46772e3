package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.ASSIGNMENT;
import static dev.fairlead.acceptance.check.Recording.OWNERSHIP;
import static dev.fairlead.acceptance.check.Recording.POOL;

import java.util.ArrayList;
import java.util.List;

/** The ledger answers each proposal once, and grants nothing that was not proposed. */
final class Proposals implements Invariant {

  @Override
  public String name() {
    return "every proposal has one answer of the ledger, every granted its proposal";
  }

  @Override
  public Finding check(Recording recording) {
    List<Violation> violations = new ArrayList<>();
    long[] checked = {0};
    recording
        .all()
        .forEach(
            event -> {
              if (isProposal(event)) {
                checked[0]++;
                answered(recording, event, violations);
              } else if (event.is(OWNERSHIP, "granted")) {
                checked[0]++;
                proposed(recording, event, violations);
              }
            });
    return new Finding(checked[0], violations);
  }

  static boolean isProposal(Seen event) {
    return event.is(ASSIGNMENT, "assigned", "pooled")
        || event.is(POOL, "claimed", "lapsed", "recalled");
  }

  /** A dead letter, which waits, or was replayed with a body that the topic does not show. */
  private static boolean isUnreadable(Seen proposal) {
    return isProposal(proposal) && proposal.epoch() < 0;
  }

  private static void answered(Recording recording, Seen proposal, List<Violation> violations) {
    List<Seen> answers =
        recording.causedBy(proposal).stream()
            .filter(e -> e.is(OWNERSHIP, "granted", "released", "transferred", "refused"))
            .toList();
    if (answers.isEmpty() && !isUnreadable(proposal) && !recording.mayBeGone(OWNERSHIP)) {
      violations.add(Violation.of(proposal, "the ledger did not answer " + proposal));
    }
    if (answers.size() > 1) {
      violations.add(
          new Violation(proposal.key(), "the ledger answered " + proposal + " twice", answers));
    }
  }

  private static void proposed(Recording recording, Seen granted, List<Violation> violations) {
    Seen proposal = recording.byId(granted.causationId()).orElse(null);
    boolean gone = recording.mayBeGone(ASSIGNMENT) || recording.mayBeGone(POOL);
    if (proposal == null) {
      if (!gone) {
        violations.add(Violation.of(granted, "granted without a proposal"));
      }
      return;
    }
    boolean fits =
        isUnreadable(proposal)
            || isProposal(proposal)
                && proposal.key().equals(granted.key())
                && proposal.epoch() == granted.epoch() - 1
                && proposal.text("repId").equals(granted.text("owner"));
    if (!fits) {
      violations.add(
          new Violation(
              granted.key(), "granted something else than proposed", List.of(proposal, granted)));
    }
  }
}
