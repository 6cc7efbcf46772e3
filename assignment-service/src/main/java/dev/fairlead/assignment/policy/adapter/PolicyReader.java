package dev.fairlead.assignment.policy.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.policy.domain.Lint;
import dev.fairlead.assignment.policy.domain.NamedReps;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Policy.ExistingOwner;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Assign;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.kit.sql.EventLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes a policy of a document, and says what is wrong with it. */
@ApplicationScoped
public class PolicyReader {

  private static final Map<String, Strategy> STRATEGIES =
      Map.of(
          "round-robin", Strategy.ROUND_ROBIN,
          "weighted", Strategy.WEIGHTED,
          "least-loaded", Strategy.LEAST_LOADED,
          "performance", Strategy.PERFORMANCE,
          "best-match", Strategy.BEST_MATCH,
          "first-touch", Strategy.FIRST_TOUCH);
  private static final Map<String, ExistingOwner> OWNERS =
      Map.of(
          "keep", ExistingOwner.KEEP,
          "person", ExistingOwner.PERSON,
          "rotate", ExistingOwner.ROTATE);
  private static final Set<String> ACCESSES = Set.of("read", "write");
  private static final Set<String> STAGES = Set.of("sdr", "ae", "csm");
  private static final Map<String, ChronoUnit> WINDOWS =
      Map.of(
          "hour", ChronoUnit.HOURS,
          "day", ChronoUnit.DAYS,
          "week", ChronoUnit.WEEKS,
          "month", ChronoUnit.MONTHS);

  private final CelConditions conditions;
  private final TermsReader terms;

  PolicyReader(
      CelConditions conditions,
      @ConfigProperty(name = "fairlead.assignment.terms.initial") String initial,
      @ConfigProperty(name = "fairlead.assignment.terms.extend") String extend,
      @ConfigProperty(name = "fairlead.assignment.terms.max") String max) {
    this.conditions = conditions;
    this.terms = new TermsReader(initial, extend, max);
  }

  /** A policy with what is to be said about it; it may be used when nothing forbids. */
  public record Reading(Policy policy, List<Finding> findings) {
    /** The findings that forbid activation. */
    public List<Finding> errors() {
      return findings.stream().filter(Finding::forbids).toList();
    }
  }

  /** Terms of leads that are assigned by hand where no rule matches. */
  public Rule.Protect usualTerms() {
    return terms.usual();
  }

  /** Reads a document and says what is wrong with it, its references checked against the roster. */
  public Reading read(int version, JsonNode document, Roster roster, Instant now) {
    List<Finding> findings = new ArrayList<>();
    Policy policy = compile(version, document, findings);
    findings.addAll(PolicyLint.check(document, policy, roster));
    if (findings.stream().noneMatch(finding -> finding.code().startsWith("condition."))) {
      findings.addAll(Lint.check(policy, roster, now));
    }
    return new Reading(policy, List.copyOf(findings));
  }

  /**
   * The same on another thread and back on the caller's event loop: a large policy takes a while,
   * and everybody else waits meanwhile.
   */
  public Uni<Reading> readAside(int version, JsonNode document, Roster roster, Instant now) {
    return Uni.createFrom()
        .item(() -> read(version, document, roster, now))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(EventLoop.current());
  }

  /** Reads a document that was found in order before. */
  public Policy compile(int version, JsonNode document) {
    return compile(version, document, new ArrayList<>());
  }

  private Policy compile(int version, JsonNode document, List<Finding> findings) {
    Place root =
        Place.root(document, findings).only("name", "rules", "fallback", "existingOwner", "notes");
    String name = root.at("name").text();
    List<Rule> rules = rules(root.at("rules"));
    Rule fallback = fallback(root.at("fallback"));
    return new Policy(
        version,
        name == null ? "default" : name,
        rules,
        fallback,
        existingOwner(root.at("existingOwner")));
  }

  private static ExistingOwner existingOwner(Place place) {
    String text = place.text();
    ExistingOwner owner = text == null ? ExistingOwner.KEEP : OWNERS.get(text);
    if (owner == null) {
      place.error("policy.existing-owner", "must be keep, person or rotate");
    }
    return owner == null ? ExistingOwner.KEEP : owner;
  }

  private List<Rule> rules(Place places) {
    List<Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Place place : places.items()) {
      String id = place.at("id").text();
      String known = id == null ? "rule-" + (rules.size() + 1) : id;
      Place rule = place.of(known);
      if (id == null) {
        rule.at("id").error("rule.id-missing", "a rule needs an id");
      } else if (!ids.add(id) || id.equals(Policy.FALLBACK)) {
        rule.at("id").error("rule.id-taken", "another rule has this id");
      }
      rules.add(rule(known, rule));
    }
    return rules;
  }

  private Rule rule(String id, Place place) {
    place.only(
        "id", "name", "when", "stage", "assign", "protect", "otherwise", "pool", "hold", "notes");
    String name = place.at("name").text();
    Assign assign = assign(place);
    if (assign == null && !says(place)) {
      place.error("rule.empty", "must name an assignment, a pool or hold");
    }
    return new Rule(
        id,
        name == null ? id : name,
        conditions.read(place.at("when")),
        stage(place.at("stage")),
        assign,
        terms.read(place.at("protect")),
        otherwise(place, new Otherwise.Fallback()));
  }

  private Rule fallback(Place place) {
    if (!place.present()) {
      place.error("fallback.missing", "a policy needs a fallback: a pool or an assignment");
    }
    Place fallback =
        place.of(Policy.FALLBACK).only("pool", "hold", "assign", "protect", "otherwise", "notes");
    Assign assign = assign(fallback);
    Otherwise otherwise = otherwise(fallback, new Otherwise.Hold());
    if (place.present() && assign == null && !says(fallback)) {
      fallback.error("fallback.empty", "must name a pool, an assignment or hold");
    }
    if (otherwise instanceof Otherwise.Next) {
      fallback.at("otherwise").error("fallback.next", "nothing comes after the fallback");
      otherwise = new Otherwise.Hold();
    }
    return new Rule(
        Policy.FALLBACK,
        Policy.FALLBACK,
        Condition.ALWAYS,
        null,
        assign,
        terms.read(fallback.at("protect")),
        otherwise);
  }

  private static boolean says(Place place) {
    return place.at("pool").present()
        || place.at("hold").present()
        || place.at("otherwise").present();
  }

  private static @Nullable String stage(Place place) {
    String stage = place.text();
    if (stage != null && !STAGES.contains(stage)) {
      place.error("rule.stage", "must be sdr, ae or csm");
    }
    return stage;
  }

  private static Otherwise otherwise(Place rule, Otherwise usual) {
    Place place = rule.at("otherwise").present() ? rule.at("otherwise") : rule;
    if (place != rule) {
      place.only("pool", "hold", "next");
    }
    String pool = place.at("pool").text();
    if (pool != null) {
      return new Otherwise.ToPool(pool);
    }
    if (place.at("hold").flag(false)) {
      return new Otherwise.Hold();
    }
    return place != rule && place.at("next").flag(false) ? new Otherwise.Next() : usual;
  }

  private @Nullable Assign assign(Place rule) {
    Place place = rule.at("assign");
    if (!place.present()) {
      return null;
    }
    place.only(
        "team",
        "reps",
        "prefer",
        "strategy",
        "respectCapacity",
        "rateCap",
        "availability",
        "helpers");
    String team = place.at("team").text();
    if (team == null && !place.at("reps").present()) {
      place.error("assign.nobody", "must name a team or reps");
    }
    return new Assign(
        team,
        eligible(place.at("reps")),
        place.at("prefer").present() ? conditions.read(place.at("prefer")) : null,
        strategy(place.at("strategy")),
        place.at("respectCapacity").flag(true),
        rateCaps(place.at("rateCap")),
        availability(place.at("availability")),
        helpers(place.at("helpers")));
  }

  private Condition eligible(Place place) {
    if (!place.node().isArray()) {
      return conditions.read(place);
    }
    Set<String> ids = new HashSet<>();
    place.node().forEach(id -> ids.add(id.asText()));
    return new NamedReps(ids);
  }

  private static Strategy strategy(Place place) {
    String name = place.text();
    if (name == null) {
      return Strategy.ROUND_ROBIN;
    }
    Strategy strategy = STRATEGIES.get(name);
    if (strategy != null) {
      return strategy;
    }
    place.error(
        "strategy.unknown",
        "must be one of " + String.join(", ", STRATEGIES.keySet().stream().sorted().toList()));
    return Strategy.ROUND_ROBIN;
  }

  private Rule.@Nullable Helpers helpers(Place place) {
    if (!place.present()) {
      return null;
    }
    place.only("team", "reps", "count", "access");
    String team = place.at("team").text();
    if (team == null && !place.at("reps").present()) {
      place.error("helpers.nobody", "must name a team or reps");
    }
    JsonNode count = place.at("count").node();
    if (place.at("count").present() && (!count.isIntegralNumber() || count.asInt() < 1)) {
      place.at("count").error("helpers.count", "must be a whole number above 0");
    }
    String access = place.at("access").text();
    if (access != null && !ACCESSES.contains(access)) {
      place.at("access").error("helpers.access", "must be read or write");
    }
    return new Rule.Helpers(
        team, eligible(place.at("reps")), count.asInt(1), access == null ? "read" : access);
  }

  private static List<Rule.RateCap> rateCaps(Place place) {
    if (!place.present()) {
      return List.of();
    }
    return place.node().isArray()
        ? place.items().stream().map(PolicyReader::rateCap).toList()
        : List.of(rateCap(place));
  }

  private static Rule.RateCap rateCap(Place place) {
    place.only("per", "max");
    String per = place.at("per").text();
    ChronoUnit window = per == null ? null : WINDOWS.get(per.toLowerCase(Locale.ROOT));
    if (window == null) {
      place.at("per").error("rate-cap.per", "must be hour, day, week or month");
    }
    JsonNode max = place.at("max").node();
    if (!max.isIntegralNumber() || max.asInt() < 1) {
      place.at("max").error("rate-cap.max", "must be a whole number above 0");
    }
    return new Rule.RateCap(window == null ? ChronoUnit.DAYS : window, max.asInt(1));
  }

  private static Duration availability(Place place) {
    String text = place.text();
    if (text == null) {
      return Assign.LONGEST_AVAILABILITY;
    }
    try {
      Duration window = Duration.parse(text);
      if (!window.isNegative() && window.compareTo(Assign.LONGEST_AVAILABILITY) <= 0) {
        return window;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    place.error("duration.invalid", "must be an ISO-8601 duration from PT0S to PT120H");
    return Assign.LONGEST_AVAILABILITY;
  }
}
