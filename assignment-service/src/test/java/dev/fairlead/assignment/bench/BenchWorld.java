package dev.fairlead.assignment.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.Results;
import dev.fairlead.assignment.decision.domain.Rotations;
import dev.fairlead.assignment.policy.adapter.PolicyReaders;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import dev.fairlead.events.EventJson;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An organisation of the size that is measured: so many rules, each for a region, an industry and a
 * segment and with a team of its own, and so many reps with working hours and skills.
 */
final class BenchWorld {

  static final Instant NOW = Instant.parse("2026-03-25T02:00:00Z");

  private static final List<String> INDUSTRIES = List.of("制造业", "零售", "金融", "教育", "医疗", "物流", "能源");
  private static final List<String> SEGMENTS = List.of("大客户", "中小企业", "小微");
  private static final int REGIONS = 10;
  private static final int CITIES = 5;

  private BenchWorld() {}

  static Roster roster(int rules, int reps) {
    List<Team> teams =
        IntStream.range(0, rules)
            .mapToObj(
                i -> new Team("team-" + i, "Team " + i, Team.Absence.NEUTRAL, null, List.of()))
            .toList();
    return new Roster(
        1, teams, IntStream.range(0, reps).mapToObj(i -> rep(i, rules)).toList(), regions());
  }

  private static RegionTree regions() {
    return new RegionTree(
        IntStream.range(0, REGIONS)
            .mapToObj(
                region ->
                    new RegionTree.Node(
                        "region-" + region,
                        List.of(),
                        IntStream.range(0, CITIES)
                            .mapToObj(
                                city ->
                                    new RegionTree.Node(
                                        "city-" + region + "-" + city, List.of(), List.of()))
                            .toList()))
            .toList());
  }

  private static Rep rep(int i, int teams) {
    Map<DayOfWeek, List<WorkingHours.Block>> week = new java.util.EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new WorkingHours.Block(LocalTime.of(9, 0), LocalTime.of(18, 0))));
    }
    String id = "rep-%04d".formatted(i);
    return new Rep(
        id,
        "Rep " + i,
        List.of("team-" + i % teams),
        List.of(),
        1_000_000_000,
        1 + i % 3,
        new WorkingHours(ZoneId.of("Asia/Shanghai"), week, Set.of(), Set.of()),
        "active",
        false,
        Map.of(
            "id",
            id,
            "skills",
            Map.of("sales", (long) (i % 4)),
            "interests",
            List.of("crm"),
            "region",
            "region-" + i % REGIONS));
  }

  static Policy policy(int rules, String strategy) {
    ObjectNode policy = EventJson.mapper().createObjectNode();
    ArrayNode list = policy.putArray("rules");
    for (int i = 0; i < rules; i++) {
      ObjectNode rule = list.addObject();
      rule.put("id", "rule-" + i).put("when", when(i));
      rule.putObject("assign")
          .put("team", "team-" + i)
          .put("reps", "rep.skills[\"sales\"] >= 1")
          .put("strategy", strategy);
      rule.putObject("otherwise").put("hold", true);
    }
    policy.putObject("fallback").put("pool", "public");
    return PolicyReaders.reader().compile(1, (JsonNode) policy);
  }

  private static String when(int i) {
    return "within(lead.region, \"region-%d\") && lead.industry == \"%s\" && lead.segment == \"%s\""
        .formatted(
            i % REGIONS,
            INDUSTRIES.get(i / REGIONS % INDUSTRIES.size()),
            SEGMENTS.get(i / REGIONS % SEGMENTS.size()));
  }

  /** Leads of which each fits one of the rules. */
  static List<LeadFacts> leads(int rules, int count) {
    List<LeadFacts> leads = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int i = n * 7 % rules;
      leads.add(
          new LeadFacts(
              "google_ads",
              "google-ads/main",
              "Company " + n,
              "Buyer",
              List.of("region-" + i % REGIONS, "city-" + i % REGIONS + "-" + n % CITIES),
              null,
              null,
              "CN",
              INDUSTRIES.get(i / REGIONS % INDUSTRIES.size()),
              SEGMENTS.get(i / REGIONS % SEGMENTS.size()),
              "crm",
              new BigDecimal("120000"),
              null,
              null,
              null,
              null,
              Map.of(),
              null));
    }
    return leads;
  }

  static Question question(LeadFacts facts, long seed) {
    return new Question("decision", "lead", 0, facts, null, Set.of(), null, NOW, seed);
  }

  static Book book(Policy policy, Roster roster) {
    Book book = new Book();
    for (Rep rep : roster.members(null)) {
      book.enterResults(rep.id(), Book.ALL_SEGMENTS, new Results(5, 40));
      SEGMENTS.forEach(segment -> book.enterResults(rep.id(), segment, new Results(2, 13)));
    }
    for (Rule rule : policy.rules()) {
      Rotations.align(rule, roster, book);
    }
    return book;
  }
}
