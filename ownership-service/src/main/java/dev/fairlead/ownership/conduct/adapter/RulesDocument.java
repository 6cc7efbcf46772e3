package dev.fairlead.ownership.conduct.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.ownership.adapter.Checks;
import dev.fairlead.ownership.conduct.domain.Ladder;
import dev.fairlead.ownership.conduct.domain.Rule;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import dev.fairlead.ownership.domain.Span;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of conduct as they are sent and stored. A rule that is not named holds as it does
 * without settings; so does a parameter.
 */
public record RulesDocument(List<RuleBody> rules) {

  private static final Set<String> KINDS = Set.of("warning", "claim-suspension", "lower-weight");
  private static final long MOST_DAYS = 3660;
  private static final Set<String> IDENTITIES =
      Set.of("phone", "email", "wechat", "company", "company-domain");

  public RulesDocument {
    rules = rules == null ? List.of() : rules.stream().map(RulesDocument::orNothing).toList();
  }

  /**
   * A rule.
   *
   * @param enabled true when absent
   * @param penalties what follows; a warning each time when absent, nothing when empty
   */
  public record RuleBody(
      @Nullable String name,
      @Nullable Boolean enabled,
      @Nullable Map<String, JsonNode> parameters,
      @Nullable List<@Nullable StepBody> penalties) {}

  /** A step of the ladder: from the nth violation within a span on. */
  public record StepBody(
      @Nullable Integer nth,
      @Nullable String within,
      @Nullable String kind,
      @Nullable String lasts) {}

  private static RuleBody orNothing(@Nullable RuleBody body) {
    return body == null ? new RuleBody(null, null, null, null) : body;
  }

  /** Rules in the form in which they are sent. */
  public static RulesDocument of(RuleBook book) {
    return new RulesDocument(book.entries().stream().map(RulesDocument::body).toList());
  }

  /** Reads what {@link #write()} wrote. */
  static RulesDocument read(String text) {
    try {
      return EventJson.mapper().readValue(text, RulesDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules cannot be read", e);
    }
  }

  /** The stored form. */
  String write() {
    try {
      return EventJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules cannot be written", e);
    }
  }

  /** The rules it means; 422 with every wrong place. */
  public RuleBook book(int version) {
    Checks checks = new Checks();
    Map<String, RuleBook.Entry> entries = new LinkedHashMap<>();
    RuleBook.standard().entries().forEach(entry -> entries.put(entry.rule().name(), entry));
    for (int i = 0; i < rules.size(); i++) {
      String at = "/rules/" + i;
      String name = checks.oneOf(at + "/name", rules.get(i).name(), entries.keySet());
      RuleBook.Entry standard = entries.get(name);
      if (standard != null) {
        entries.put(name, entry(rules.get(i), standard, at, checks));
      }
    }
    checks.done();
    return new RuleBook(version, List.copyOf(entries.values()));
  }

  private static RuleBook.Entry entry(
      RuleBody body, RuleBook.Entry standard, String at, Checks checks) {
    Map<String, JsonNode> given = body.parameters() == null ? Map.of() : body.parameters();
    Parameters parameters = new Parameters(given, at + "/parameters", checks);
    Rule rule = rule(standard.rule(), parameters);
    parameters.done();
    return new RuleBook.Entry(
        rule,
        body.enabled() == null || body.enabled(),
        body.penalties() == null
            ? standard.ladder()
            : ladder(body.penalties(), at + "/penalties", checks));
  }

  private static Rule rule(Rule standard, Parameters given) {
    return switch (standard) {
      case Rule.ProtectedContact r ->
          new Rule.ProtectedContact(
              given.flag("ignoreOtherProductLines", r.ignoreOtherProductLines()),
              given.words("kinds", r.kinds(), IDENTITIES));
      case Rule.Swap r -> new Rule.Swap(given.span("within", r.within()));
      case Rule.ClaimAndRelease r ->
          new Rule.ClaimAndRelease(
              given.span("within", r.within()),
              given.count("times", r.times()),
              given.span("window", r.window()));
      case Rule.EmptyFollowUp r ->
          new Rule.EmptyFollowUp(
              given.span("beforeDeadline", r.beforeDeadline()),
              given.count("times", r.times()),
              given.span("window", r.window()));
      case Rule.MateReclaim r -> new Rule.MateReclaim(given.span("within", r.within()));
    };
  }

  private static Ladder ladder(List<@Nullable StepBody> bodies, String at, Checks checks) {
    List<Ladder.Step> steps = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      StepBody sent = bodies.get(i);
      StepBody body = sent == null ? new StepBody(null, null, null, null) : sent;
      String place = at + '/' + i;
      Integer nth = body.nth();
      checks.that(nth != null && nth >= 1, place + "/nth", "1 or more");
      String kind = checks.oneOf(place + "/kind", body.kind(), KINDS);
      Span within = span(place + "/within", body.within() == null ? "P90D" : body.within(), checks);
      Span lasts = body.lasts() == null ? null : span(place + "/lasts", body.lasts(), checks);
      steps.add(new Ladder.Step(nth == null ? 1 : nth, within, kind, lasts));
    }
    return new Ladder(steps);
  }

  private static RuleBody body(RuleBook.Entry entry) {
    return new RuleBody(
        entry.rule().name(), entry.enabled(), parameters(entry.rule()), steps(entry.ladder()));
  }

  private static Map<String, JsonNode> parameters(Rule rule) {
    Map<String, Object> named =
        switch (rule) {
          case Rule.ProtectedContact r ->
              Map.of(
                  "ignoreOtherProductLines",
                  r.ignoreOtherProductLines(),
                  "kinds",
                  new TreeSet<>(r.kinds()));
          case Rule.Swap r -> Map.of("within", r.within().toString());
          case Rule.ClaimAndRelease r ->
              Map.of(
                  "within", r.within().toString(),
                  "times", r.times(),
                  "window", r.window().toString());
          case Rule.EmptyFollowUp r ->
              Map.of(
                  "beforeDeadline", r.beforeDeadline().toString(),
                  "times", r.times(),
                  "window", r.window().toString());
          case Rule.MateReclaim r -> Map.of("within", r.within().toString());
        };
    Map<String, JsonNode> nodes = new HashMap<>();
    named.forEach((name, value) -> nodes.put(name, EventJson.mapper().valueToTree(value)));
    return nodes;
  }

  private static List<StepBody> steps(Ladder ladder) {
    return ladder.steps().stream()
        .map(
            step ->
                new StepBody(
                    step.nth(),
                    step.within().toString(),
                    step.kind(),
                    step.lasts() == null ? null : step.lasts().toString()))
        .toList();
  }

  private static Span span(String pointer, String text, Checks checks) {
    try {
      Span span = Span.parse(text);
      boolean bounded =
          span.date().toTotalMonths() * 31 + span.date().getDays() + span.time().toDays()
              <= MOST_DAYS;
      checks.that(bounded, pointer, "at most ten years");
      return bounded ? span : Span.parse("PT0S");
    } catch (DateTimeException e) {
      checks.that(false, pointer, "an ISO-8601 duration such as P7D is needed");
      return Span.parse("PT0S");
    }
  }

  /** The parameters of one rule, each asked for by name; what is left over is wrong. */
  private static final class Parameters {
    private final Map<String, JsonNode> given;
    private final String at;
    private final Checks checks;

    Parameters(Map<String, JsonNode> given, String at, Checks checks) {
      this.given = new HashMap<>(given);
      this.at = at;
      this.checks = checks;
    }

    Span span(String name, Span otherwise) {
      JsonNode node = given.remove(name);
      return node == null ? otherwise : RulesDocument.span(at + '/' + name, node.asText(), checks);
    }

    int count(String name, int otherwise) {
      JsonNode node = given.remove(name);
      checks.that(
          node == null || (node.isInt() && node.intValue() >= 1), at + '/' + name, "1 or more");
      return node == null ? otherwise : node.intValue();
    }

    boolean flag(String name, boolean otherwise) {
      JsonNode node = given.remove(name);
      checks.that(node == null || node.isBoolean(), at + '/' + name, "true or false");
      return node == null ? otherwise : node.booleanValue();
    }

    Set<String> words(String name, Set<String> otherwise, Set<String> allowed) {
      JsonNode node = given.remove(name);
      if (node == null) {
        return otherwise;
      }
      checks.that(node.isArray(), at + '/' + name, "a list is needed");
      Set<String> words = new TreeSet<>();
      node.forEach(word -> words.add(checks.oneOf(at + '/' + name, word.asText(), allowed)));
      return words;
    }

    void done() {
      given.keySet().forEach(name -> checks.that(false, at + '/' + name, "no such parameter"));
    }
  }
}
