package dev.fairlead.assignment.policy.adapter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.roster.domain.RegionTree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checked CEL expression. Its program is kept as long as the region tree stays the same. */
final class CelCondition implements Condition {

  static final String WITHIN = "within_region";
  static final String ANY_OF = "any_of";

  private final CelAbstractSyntaxTree tree;
  private volatile @Nullable Bound bound;

  CelCondition(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  @Override
  public Answer ask(Map<String, Object> lead, Map<String, Object> rep, RegionTree regions) {
    try {
      Object result = program(regions).eval(Map.of("lead", lead, "rep", rep));
      return Boolean.TRUE.equals(result) ? Answer.YES : Answer.NO;
    } catch (CelEvaluationException e) {
      return new Answer(false, e.getMessage());
    }
  }

  private CelRuntime.Program program(RegionTree regions) throws CelEvaluationException {
    Bound current = bound;
    if (current == null || current.regions() != regions) {
      current = new Bound(regions, runtime(regions).createProgram(tree));
      bound = current;
    }
    return current.program();
  }

  @SuppressWarnings("Immutable") // a region tree never changes, it only cannot say so
  private static CelRuntime runtime(RegionTree regions) {
    return CelRuntimeFactory.standardCelRuntimeBuilder()
        .setOptions(CelConditions.OPTIONS)
        .addFunctionBindings(
            CelFunctionBinding.from(WITHIN, String.class, String.class, regions::within),
            CelFunctionBinding.from(ANY_OF, Object.class, List.class, CelCondition::anyOf))
        .build();
  }

  private static boolean anyOf(Object one, List<?> others) {
    return one instanceof Collection<?> some
        ? some.stream().anyMatch(others::contains)
        : others.contains(one);
  }

  private record Bound(RegionTree regions, CelRuntime.Program program) {}
}
