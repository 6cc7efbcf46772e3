package dev.fairlead.pool.adapter;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.RegionTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of pools, in CEL over {@code lead}, with {@code within(region, name)} over one
 * state of the region tree. Text a lead lacks is empty, a value it lacks is null. Compiled
 * conditions are kept by their text.
 */
final class Conditions {

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final String WITHIN = "within";
  private static final String WITHIN_OVERLOAD = "within_string_string";

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("lead", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  WITHIN,
                  CelOverloadDecl.newGlobalOverload(
                      WITHIN_OVERLOAD, SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
          .setResultType(SimpleType.BOOL)
          .build();

  private static final Set<String> FIELDS =
      Set.of(
          "source",
          "region",
          "regionPath",
          "city",
          "country",
          "industry",
          "segment",
          "productLine",
          "value",
          "company");

  private static final Pattern FIELD = Pattern.compile("\\blead\\s*\\.\\s*(\\w+)");

  private final CelRuntime runtime;
  private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

  @SuppressWarnings("Immutable") // a region tree never changes; the domain cannot say so
  Conditions(RegionTree regions) {
    this.runtime =
        CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                CelFunctionBinding.from(
                    WITHIN_OVERLOAD, String.class, String.class, regions::within))
            .build();
  }

  /** What is wrong with a condition; empty when nothing is. */
  static Optional<String> problem(String when) {
    try {
      COMPILER.compile(when).getAst();
    } catch (CelValidationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    Matcher field = FIELD.matcher(when);
    while (field.find()) {
      if (!FIELDS.contains(field.group(1))) {
        return Optional.of("a lead has no field " + field.group(1));
      }
    }
    return Optional.empty();
  }

  /** Whether a condition holds. One that cannot be evaluated for a lead does not. */
  boolean hold(@Nullable String when, LeadFacts lead) {
    if (when == null) {
      return false;
    }
    try {
      Object result =
          programs.computeIfAbsent(when, this::program).eval(Map.of("lead", variables(lead)));
      return Boolean.TRUE.equals(result);
    } catch (CelEvaluationException e) {
      return false;
    }
  }

  private CelRuntime.Program program(String when) {
    try {
      return runtime.createProgram(COMPILER.compile(when).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("a stored condition does not compile", e);
    }
  }

  private static Map<String, Object> variables(LeadFacts lead) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("source", lead.source());
    variables.put("region", lead.region());
    variables.put("regionPath", lead.regionPath());
    variables.put("city", orEmpty(lead.city()));
    variables.put("country", orEmpty(lead.country()));
    variables.put("industry", orEmpty(lead.industry()));
    variables.put("segment", orEmpty(lead.segment()));
    variables.put("productLine", orEmpty(lead.productLine()));
    variables.put("company", orEmpty(lead.company()));
    variables.put(
        "value", lead.value() == null ? NullValue.NULL_VALUE : (Object) lead.value().doubleValue());
    return variables;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
