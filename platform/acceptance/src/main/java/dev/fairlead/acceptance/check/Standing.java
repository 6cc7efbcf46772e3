package dev.fairlead.acceptance.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lead after some facts of the ledger, folded from them alone.
 *
 * @param state {@code assigning}, {@code owned}, {@code pooled} or {@code closed}
 * @param hardEnd of the running protection; empty without one
 */
record Standing(String state, long epoch, @Nullable String owner, String deadline, String hardEnd) {

  static final Standing UNMET = new Standing("assigning", 0, null, "", "");

  /** A lead's way, and where it broke. */
  record Way(Standing end, List<Violation> violations) {}

  /** Folds a lead's facts, in their order. */
  static Way of(List<Seen> facts, boolean startMayBeGone) {
    List<Violation> broken = new ArrayList<>();
    Standing now = UNMET;
    boolean first = true;
    for (Seen fact : facts) {
      if (makesEpoch(fact)) {
        boolean excused = first && startMayBeGone && fact.epoch() > 1;
        if (!excused) {
          now.objections(fact).forEach(what -> broken.add(Violation.of(fact, what)));
        }
        first = false;
      } else if (fact.name().equals("extended") && fact.epoch() == now.epoch) {
        now.objectionsToExtension(fact).forEach(what -> broken.add(Violation.of(fact, what)));
      }
      now = now.after(fact);
    }
    return new Way(now, broken);
  }

  /** Whether a fact changes who holds the lead. */
  static boolean makesEpoch(Seen fact) {
    return fact.is(Recording.OWNERSHIP, "granted", "transferred", "released", "closed");
  }

  private List<String> objections(Seen fact) {
    List<String> said = new ArrayList<>();
    if (fact.epoch() != epoch + 1) {
      said.add("epoch " + fact.epoch() + " follows epoch " + epoch);
    }
    switch (fact.name()) {
      case "granted" -> {
        if (owner != null) {
          said.add("granted to a second owner while " + owner + " holds it");
        } else if (state.equals("closed")) {
          said.add("granted after it was closed");
        }
      }
      case "transferred" -> {
        if (!fact.text("from").equals(owner)) {
          said.add("transferred from " + fact.text("from") + ", but " + holder() + " holds it");
        }
        if (!fact.text("hardEnd").equals(hardEnd)) {
          said.add("a transfer moved the hard end of the protection");
        }
      }
      case "released" -> {
        if (owner != null && !fact.text("from").equals(owner)) {
          said.add("released from " + fact.text("from") + ", but " + holder() + " holds it");
        }
      }
      case "closed" -> {
        if (state.equals("closed")) {
          said.add("closed twice");
        }
      }
      default -> {}
    }
    if (!fact.text("hardEnd").isEmpty()
        && Times.isAfter(fact.text("deadline"), fact.text("hardEnd"))) {
      said.add("the deadline lies behind the hard end");
    }
    return said;
  }

  private List<String> objectionsToExtension(Seen fact) {
    List<String> said = new ArrayList<>();
    if (Times.isAfter(deadline, fact.text("deadline"))) {
      said.add("an extension shortened the protection");
    }
    if (Times.isAfter(fact.text("deadline"), hardEnd)) {
      said.add("an extension reaches behind the hard end");
    }
    return said;
  }

  private String holder() {
    return owner == null ? "nobody" : owner;
  }

  private Standing after(Seen fact) {
    return switch (fact.name()) {
      case "granted" ->
          new Standing(
              "owned",
              fact.epoch(),
              fact.text("owner"),
              fact.text("deadline"),
              fact.text("hardEnd"));
      case "transferred" ->
          new Standing(
              "owned", fact.epoch(), fact.text("to"), fact.text("deadline"), fact.text("hardEnd"));
      case "released" ->
          new Standing(
              fact.text("to").equals("pool") ? "pooled" : "assigning", fact.epoch(), null, "", "");
      case "closed" -> new Standing("closed", fact.epoch(), null, "", "");
      case "extended" ->
          fact.epoch() == epoch
              ? new Standing(state, epoch, owner, fact.text("deadline"), hardEnd)
              : this;
      default -> this;
    };
  }
}
