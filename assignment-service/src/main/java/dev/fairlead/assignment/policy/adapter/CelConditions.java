package dev.fairlead.assignment.policy.adapter;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.fairlead.assignment.policy.domain.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads conditions written in CEL. {@code lead} and {@code rep} have known fields with known types,
 * so that a misspelt field or a comparison of a text with a number is found when a policy is sent,
 * with its place, and not when a lead arrives.
 */
@ApplicationScoped
class CelConditions {

  private static final CelType TEXTS = ListType.create(SimpleType.STRING);

  private static final StructType LEAD =
      struct(
          "fairlead.Lead",
          List.of(
              "source",
              "connector",
              "region",
              "regionText",
              "city",
              "country",
              "industry",
              "segment",
              "productLine",
              "company",
              "jobTitle",
              "stage",
              "campaign",
              "keyword",
              "page",
              "landingPage"),
          Map.of(
              "regionPath",
              TEXTS,
              "value",
              SimpleType.DYN,
              "utm",
              MapType.create(SimpleType.STRING, SimpleType.STRING)));

  private static final StructType REP =
      struct(
          "fairlead.Rep",
          List.of("id", "name", "region", "timeZone", "status", "manager"),
          Map.of(
              "teams", TEXTS,
              "roles", TEXTS,
              "regions", TEXTS,
              "productLines", TEXTS,
              "segments", TEXTS,
              "industries", TEXTS,
              "interests", TEXTS,
              "skills", MapType.create(SimpleType.STRING, SimpleType.INT),
              "capacity", SimpleType.DYN,
              "weight", SimpleType.DYN));

  private final CelCompiler compiler =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(CelFunctions.OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setTypeProvider(types())
          .addVar("lead", LEAD)
          .addVar("rep", REP)
          .addVar("now", SimpleType.TIMESTAMP)
          .addFunctionDeclarations(CelFunctions.ALL)
          .setResultType(SimpleType.BOOL)
          .build();

  /** As many texts are remembered; then the remembering begins anew. */
  private static final int MOST_REMEMBERED = 2_000;

  private final CelRuntimes runtimes = new CelRuntimes();
  private final Map<String, Condition> remembered = new ConcurrentHashMap<>();

  /** The condition at a place; one that never holds, and findings, when it cannot be read. */
  Condition read(Place place) {
    String text = place.text();
    return text == null ? Condition.ALWAYS : compile(text, place);
  }

  /** What has been read before need not be checked again: a policy is read many times. */
  private Condition compile(String text, Place place) {
    Condition known = remembered.get(text);
    if (known != null) {
      return known;
    }
    try {
      CelValidationResult result = compiler.compile(text);
      if (!result.hasError()) {
        return remember(text, new CelCondition(result.getAst(), runtimes));
      }
      result.getErrors().forEach(issue -> tell(issue, place));
    } catch (CelValidationException e) {
      place.error("condition.syntax", "cannot be read");
    }
    return (lead, rep, world) -> new Condition.Answer(false, "cannot be read");
  }

  private Condition remember(String text, Condition condition) {
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(text, condition);
    return condition;
  }

  private static void tell(CelIssue issue, Place place) {
    String message = issue.getMessage();
    boolean syntax = message.contains("input '") || message.contains("token recognition");
    place.error(
        syntax ? "condition.syntax" : "condition.type",
        message
            + " (line "
            + issue.getSourceLocation().getLine()
            + ", column "
            + (issue.getSourceLocation().getColumn() + 1)
            + ")");
  }

  private static StructType struct(String name, List<String> texts, Map<String, CelType> others) {
    Map<String, CelType> all = new HashMap<>(others);
    texts.forEach(text -> all.put(text, SimpleType.STRING));
    ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(all);
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }

  private static CelTypeProvider types() {
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return ImmutableList.of(LEAD, REP);
      }

      @Override
      public Optional<CelType> findType(String name) {
        return types().stream().filter(type -> type.name().equals(name)).findFirst();
      }
    };
  }
}
