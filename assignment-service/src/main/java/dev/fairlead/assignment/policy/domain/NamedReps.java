package dev.fairlead.assignment.policy.domain;

import java.util.Map;
import java.util.Set;

/** The condition that a candidate is one of those. */
public record NamedReps(Set<String> ids) implements Condition {

  public NamedReps {
    ids = Set.copyOf(ids);
  }

  @Override
  public Answer ask(Map<String, Object> lead, Map<String, Object> rep, World world) {
    return ids.contains(String.valueOf(rep.get("id"))) ? Answer.YES : Answer.NO;
  }

  @Override
  public Shape shape() {
    return Shape.OF_REP;
  }
}
