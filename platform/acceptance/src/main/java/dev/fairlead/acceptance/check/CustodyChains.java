package dev.fairlead.acceptance.check;

import java.util.ArrayList;
import java.util.List;

/** The ledger's facts make one chain per lead, and nobody is granted what another holds. */
final class CustodyChains implements Invariant {

  @Override
  public String name() {
    return "one custody chain per lead, epochs without gap, never two owners, protection in bounds";
  }

  @Override
  public Finding check(Recording recording) {
    List<Violation> violations = new ArrayList<>();
    long leads = 0;
    boolean gone = recording.mayBeGone(Recording.OWNERSHIP);
    for (String key : recording.keys()) {
      List<Seen> facts = recording.of(key, Recording.OWNERSHIP);
      if (!facts.isEmpty()) {
        leads++;
        violations.addAll(Standing.of(facts, gone).violations());
      }
    }
    return new Finding(leads, violations);
  }
}
