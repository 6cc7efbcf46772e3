package dev.fairlead.acceptance.check;

import java.util.List;

/** Something that must hold whatever died, came late, came twice or came out of order. */
interface Invariant {

  /** What must hold, in a sentence. */
  String name();

  /** Looks. */
  Finding check(Recording recording) throws Exception;

  /**
   * What came of it.
   *
   * @param checked how many leads, events or rows were looked at
   */
  record Finding(long checked, List<Violation> violations) {
    public Finding {
      violations = List.copyOf(violations);
    }
  }
}
