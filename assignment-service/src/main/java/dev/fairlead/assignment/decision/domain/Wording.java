package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.decision.domain.Decision.Sentence;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Team;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decisions in words. */
final class Wording {

  private static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("inactive", "不在岗"),
          Map.entry("opted-out", "暂停接单"),
          Map.entry("not-eligible", "无人符合条件"),
          Map.entry("off-duty", "非工作时间"),
          Map.entry("over-capacity", "容量已满"),
          Map.entry("rate-cap", "达到分配上限"),
          Map.entry("offered-before", "均已分配过"),
          Map.entry("no-candidates", "没有候选人"),
          Map.entry("no-rule", "没有匹配的规则"),
          Map.entry("no-policy", "没有启用的策略"),
          Map.entry("rule", "规则如此规定"));

  private static final Sentence WAITING = new Sentence("等待最久", "waiting longest");

  private Wording() {}

  static Sentence assigned(
      Rule rule,
      Rule.Assign assign,
      @Nullable Team team,
      Selection selection,
      Rep winner,
      List<Rep> helpers) {
    long present = selection.onDuty();
    String group = team == null ? "" : team.name() + " ";
    Sentence basis = basis(assign, selection);
    return new Sentence(
        rule(rule)
            + " → "
            + group
            + selection.size()
            + " 人中 "
            + present
            + " 人在岗 → "
            + winner.name()
            + basis.zh()
            + along("，协作：", helpers),
        ruleInEnglish(rule)
            + " → "
            + present
            + " of "
            + selection.size()
            + (team == null ? "" : " in " + team.name())
            + " on duty → "
            + winner.name()
            + ": "
            + basis.en()
            + along(", helped by ", helpers));
  }

  private static String along(String before, List<Rep> helpers) {
    return helpers.isEmpty()
        ? ""
        : helpers.stream().map(Rep::name).collect(Collectors.joining(", ", before, ""));
  }

  private static Sentence basis(Rule.Assign assign, Selection selection) {
    return switch (assign.strategy()) {
      case ROUND_ROBIN -> WAITING;
      case WEIGHTED -> with("差额最大", "largest shortfall", 1, selection);
      case PERFORMANCE -> with("按业绩差额最大", "largest shortfall by results", 1, selection);
      case LEAST_LOADED -> new Sentence("余量最大", "most room");
      case BEST_MATCH -> with("匹配度最高", "best match", 2, selection);
      case FIRST_TOUCH ->
          selection.figure() > 0 ? new Sentence("最先接触", "first in contact") : WAITING;
    };
  }

  private static Sentence with(String zh, String en, int digits, Selection selection) {
    String figure = " (" + decimal(selection.figure(), digits) + ")";
    return new Sentence(zh + figure, en + figure);
  }

  /** With one or two digits; written by hand because every decision has one. */
  private static String decimal(double value, int digits) {
    long unit = digits == 1 ? 10 : 100;
    long scaled = Math.round(Math.abs(value) * unit);
    String rest = Long.toString(scaled % unit);
    String sign = value < 0 && scaled > 0 ? "-" : "";
    return sign + scaled / unit + "." + "0".repeat(digits - rest.length()) + rest;
  }

  static Sentence existingOwner(Rep owner, boolean sameCompany) {
    return sameCompany
        ? new Sentence(
            "同公司负责人优先 → " + owner.name(), "Owner of the same company first → " + owner.name())
        : new Sentence("原负责人优先 → " + owner.name(), "Existing owner first → " + owner.name());
  }

  static Sentence byHand(Rep rep, String operator) {
    return new Sentence(
        operator + " 手动分配 → " + rep.name(), "Assigned by hand by " + operator + " → " + rep.name());
  }

  static Sentence noPolicy() {
    return new Sentence("没有启用的策略 → 等待", "No policy is active → waits");
  }

  static Sentence nobody(Rule rule, Outcome outcome, int candidates) {
    return switch (outcome) {
      case Outcome.Pooled(String pool, String reason) ->
          new Sentence(
              rule(rule) + " → " + inChinese(reason) + " → 公海池 " + pool,
              ruleInEnglish(rule) + " → " + reason + " → pool " + pool);
      case Outcome.Held held ->
          new Sentence(
              rule(rule) + " → " + candidates + " 名候选人 → 等待：" + inChinese(held.reason()),
              ruleInEnglish(rule) + " → " + candidates + " candidates → waits: " + held.reason());
      case Outcome.Assigned assigned ->
          new Sentence(rule(rule) + " → " + assigned.repId(), ruleInEnglish(rule));
    };
  }

  static String inChinese(String reason) {
    return CHINESE.getOrDefault(reason, reason);
  }

  private static String rule(Rule rule) {
    return rule.id().equals(Policy.FALLBACK) ? "兜底规则" : rule.name() + "规则";
  }

  private static String ruleInEnglish(Rule rule) {
    return rule.id().equals(Policy.FALLBACK) ? "Fallback" : "Rule " + rule.name();
  }
}
