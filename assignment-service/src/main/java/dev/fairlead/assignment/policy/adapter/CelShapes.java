package dev.fairlead.assignment.policy.adapter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.fairlead.assignment.policy.domain.Shape;
import dev.fairlead.assignment.policy.domain.Shape.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what a CEL expression needs, reads and compares. {@code a && b} is false when one of them
 * is, whatever becomes of the other, so a part that cannot hold settles the whole.
 */
final class CelShapes {

  private static final String AND = "_&&_";
  private static final String EQUALS = "_==_";
  private static final String IN = "@in";
  private static final Set<String> TEXTS =
      Set.of(
          "source",
          "connector",
          "regionText",
          "region",
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
          "landingPage");

  private final Map<String, Need.OneOf> oneOf = new LinkedHashMap<>();
  private final List<Need> others = new ArrayList<>();
  private final Set<String> reads = new HashSet<>();
  private final Map<String, Set<Object>> compared = new HashMap<>();
  private boolean whole = true;
  private boolean timed;
  private boolean known = true;

  private CelShapes() {}

  static Shape of(CelAbstractSyntaxTree tree) {
    CelShapes shapes = new CelShapes();
    shapes.part(tree.getExpr());
    shapes.walk(tree.getExpr());
    List<Need> needs = new ArrayList<>(shapes.oneOf.values());
    needs.addAll(shapes.others);
    return new Shape(
        shapes.known, needs, shapes.whole, shapes.reads, shapes.timed, shapes.compared);
  }

  /** A part of the topmost conjunction. */
  private void part(CelExpr expr) {
    if (is(expr, AND)) {
      expr.call().args().forEach(this::part);
      return;
    }
    Need need = need(expr);
    switch (need) {
      case null -> whole = whole && isTrue(expr);
      case Need.OneOf(String field, Set<String> values) -> {
        Need.OneOf before = oneOf.get(field);
        Set<String> both = new LinkedHashSet<>(values);
        if (before != null) {
          both.retainAll(before.values());
        }
        oneOf.put(field, new Need.OneOf(field, both));
      }
      case Need.Within within -> others.add(within);
    }
  }

  private static @Nullable Need need(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL || expr.call().args().size() != 2) {
      return null;
    }
    CelCall call = expr.call();
    CelExpr left = call.args().get(0);
    CelExpr right = call.args().get(1);
    return switch (call.function()) {
      case EQUALS -> oneOf(field(left) == null ? right : left, field(left) == null ? left : right);
      case IN, "anyOf" -> oneOf(left, right);
      case "within" -> {
        String region = text(right);
        yield "region".equals(field(left)) && region != null ? new Need.Within(region) : null;
      }
      default -> null;
    };
  }

  private static @Nullable Need oneOf(CelExpr subject, CelExpr values) {
    String field = field(subject);
    Set<String> texts = texts(values);
    return field == null || texts == null || !TEXTS.contains(field)
        ? null
        : new Need.OneOf(field, texts);
  }

  private static @Nullable Set<String> texts(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.LIST) {
      String text = text(expr);
      return text == null ? null : Set.of(text);
    }
    Set<String> texts = new LinkedHashSet<>();
    for (CelExpr element : expr.list().elements()) {
      String text = text(element);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }

  /** The name of a field of the lead; null when it is something else. */
  private static @Nullable String field(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.SELECT || expr.select().testOnly()) {
      return null;
    }
    CelExpr of = expr.select().operand();
    boolean lead = of.getKind() == CelExpr.ExprKind.Kind.IDENT && of.ident().name().equals("lead");
    return lead ? expr.select().field() : null;
  }

  private static @Nullable String text(CelExpr expr) {
    boolean text =
        expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    return text ? expr.constant().stringValue() : null;
  }

  private static boolean isTrue(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && expr.constant().booleanValue();
  }

  private static boolean is(CelExpr expr, String function) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals(function);
  }

  private void walk(CelExpr expr) {
    switch (expr.getKind()) {
      case IDENT -> ident(expr.ident().name());
      case SELECT -> select(expr);
      case CALL -> call(expr.call());
      case LIST -> expr.list().elements().forEach(this::walk);
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    walk(entry.key());
                    walk(entry.value());
                  });
      case COMPREHENSION -> {
        walk(expr.comprehension().iterRange());
        walk(expr.comprehension().accuInit());
        walk(expr.comprehension().loopCondition());
        walk(expr.comprehension().loopStep());
        walk(expr.comprehension().result());
      }
      case STRUCT -> known = false;
      case CONSTANT, NOT_SET -> {}
    }
  }

  private void ident(String name) {
    if (name.equals("now")) {
      timed = true;
    }
    if (name.equals("lead")) {
      // the lead as a whole: there is no telling what of it is read
      known = false;
    }
  }

  private void select(CelExpr expr) {
    CelExpr of = expr.select().operand();
    if (of.getKind() == CelExpr.ExprKind.Kind.IDENT && of.ident().name().equals("lead")) {
      reads.add(expr.select().field());
    } else {
      walk(of);
    }
  }

  private void call(CelCall call) {
    List<CelExpr> all = new ArrayList<>(call.args());
    call.target().ifPresent(target -> all.addFirst(target));
    all.forEach(this::walk);
    if (all.size() == 2) {
      compare(all.get(0), all.get(1));
      compare(all.get(1), all.get(0));
    }
  }

  private void compare(CelExpr subject, CelExpr with) {
    String field = field(subject);
    if (field != null) {
      constants(with).forEach(c -> compared.computeIfAbsent(field, f -> new HashSet<>()).add(c));
    }
  }

  private static List<Object> constants(CelExpr expr) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.LIST) {
      return expr.list().elements().stream().flatMap(e -> constants(e).stream()).toList();
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return List.of();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> List.of(constant.stringValue());
      case INT64_VALUE -> List.of((double) constant.int64Value());
      case DOUBLE_VALUE -> List.of(constant.doubleValue());
      default -> List.of();
    };
  }
}
