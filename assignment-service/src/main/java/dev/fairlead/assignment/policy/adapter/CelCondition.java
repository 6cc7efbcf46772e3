package dev.fairlead.assignment.policy.adapter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Shape;
import dev.fairlead.assignment.roster.domain.Roster;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checked CEL expression. Its program is kept as long as the roster stays the same. */
final class CelCondition implements Condition {

  private final CelAbstractSyntaxTree tree;
  private final CelRuntimes runtimes;
  private final Shape shape;
  private volatile @Nullable Bound bound;

  CelCondition(CelAbstractSyntaxTree tree, CelRuntimes runtimes) {
    this.tree = tree;
    this.runtimes = runtimes;
    this.shape = CelShapes.of(tree);
  }

  @Override
  public Answer ask(Map<String, Object> lead, Map<String, Object> rep, World world) {
    try {
      Map<String, Object> variables =
          shape.timed()
              ? Map.of("lead", lead, "rep", rep, "now", world.now())
              : Map.of("lead", lead, "rep", rep);
      Object result = program(world.roster()).eval(variables);
      return Boolean.TRUE.equals(result) ? Answer.YES : Answer.NO;
    } catch (CelEvaluationException e) {
      return new Answer(false, e.getMessage());
    }
  }

  @Override
  public Shape shape() {
    return shape;
  }

  private CelRuntime.Program program(Roster roster) throws CelEvaluationException {
    Bound current = bound;
    if (current == null || current.roster() != roster) {
      current = new Bound(roster, runtimes.of(roster).createProgram(tree));
      bound = current;
    }
    return current.program();
  }

  private record Bound(Roster roster, CelRuntime.Program program) {}
}
