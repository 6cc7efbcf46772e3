package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.adapter.RosterEntries.Entry;
import dev.fairlead.assignment.roster.domain.DayPlan;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a roster of its documents. */
final class RosterReader {

  static final Map<String, DayOfWeek> DAYS =
      Map.of(
          "mon", DayOfWeek.MONDAY,
          "tue", DayOfWeek.TUESDAY,
          "wed", DayOfWeek.WEDNESDAY,
          "thu", DayOfWeek.THURSDAY,
          "fri", DayOfWeek.FRIDAY,
          "sat", DayOfWeek.SATURDAY,
          "sun", DayOfWeek.SUNDAY);

  private RosterReader() {}

  static Roster read(long version, List<Entry> entries) {
    Map<String, RosterEvent.Calendar> calendars =
        all(entries, "calendar", RosterEvent.Calendar.class).stream()
            .collect(Collectors.toMap(RosterEvent.Calendar::id, calendar -> calendar));
    Map<String, DayPlan> plans =
        calendars.values().stream()
            .collect(Collectors.toMap(RosterEvent.Calendar::id, RosterReader::plan));
    return new Roster(
        version,
        entries.stream()
            .filter(entry -> entry.kind().equals("team"))
            .map(entry -> team(entry.document()))
            .toList(),
        entries.stream()
            .filter(entry -> entry.kind().equals("rep"))
            .map(entry -> rep(entry.document(), calendars))
            .toList(),
        all(entries, "region", RosterEvent.Region.class).stream()
            .findFirst()
            .map(tree -> new RegionTree(nodes(tree.nodes())))
            .orElse(RegionTree.NONE),
        plans);
  }

  private static <T> List<T> all(List<Entry> entries, String kind, Class<T> type) {
    return entries.stream()
        .filter(entry -> entry.kind().equals(kind))
        .map(entry -> convert(entry.document(), type))
        .toList();
  }

  static <T> T convert(ObjectNode document, Class<T> type) {
    try {
      return EventJson.mapper().treeToValue(document, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + type.getSimpleName(), e);
    }
  }

  private static Team team(ObjectNode document) {
    RosterEvent.Team team = convert(document, RosterEvent.Team.class);
    return new Team(
        team.id(),
        team.name(),
        Team.Absence.named(team.absence()),
        team.rotation(),
        team.managers(),
        document.path("countManual").asBoolean(false));
  }

  private static DayPlan plan(RosterEvent.Calendar calendar) {
    return new DayPlan(Set.copyOf(calendar.holidays()), Set.copyOf(calendar.workdays()));
  }

  static List<RegionTree.Node> nodes(List<RosterEvent.Region.Node> nodes) {
    return nodes.stream()
        .map(node -> new RegionTree.Node(node.name(), node.aliases(), nodes(node.children())))
        .toList();
  }

  private static Rep rep(ObjectNode document, Map<String, RosterEvent.Calendar> calendars) {
    RosterEvent.Rep rep = convert(document, RosterEvent.Rep.class);
    RosterEvent.Calendar calendar = rep.calendar() == null ? null : calendars.get(rep.calendar());
    return new Rep(
        rep.id(),
        rep.name(),
        rep.teams(),
        rep.roles(),
        rep.capacity(),
        rep.weight(),
        hours(rep, calendar, document),
        rep.status(),
        document.path("optOut").asBoolean(false),
        attributes(rep));
  }

  private static WorkingHours hours(
      RosterEvent.Rep rep, RosterEvent.@Nullable Calendar calendar, ObjectNode document) {
    ZoneId zone = rep.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(rep.timeZone());
    Map<DayOfWeek, List<WorkingHours.Block>> blocks = new EnumMap<>(DayOfWeek.class);
    rep.workingHours()
        .forEach(
            (name, hours) -> {
              DayOfWeek day = DAYS.get(name);
              if (day != null) {
                blocks.put(
                    day,
                    hours.stream()
                        .map(
                            block -> new WorkingHours.Block(time(block.get(0)), time(block.get(1))))
                        .sorted(java.util.Comparator.comparing(WorkingHours.Block::from))
                        .toList());
              }
            });
    return new WorkingHours(
        zone,
        blocks,
        calendar == null ? Set.of() : Set.copyOf(calendar.holidays()),
        calendar == null ? Set.of() : Set.copyOf(calendar.workdays()),
        LeaveReader.read(document, zone));
  }

  static LocalTime time(String text) {
    return text.equals("24:00") ? LocalTime.MAX : LocalTime.parse(text);
  }

  private static Map<String, Object> attributes(RosterEvent.Rep rep) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("id", rep.id());
    attributes.put("name", rep.name());
    attributes.put("teams", rep.teams());
    attributes.put("roles", rep.roles());
    attributes.put("region", text(rep.region()));
    attributes.put("regions", rep.regions());
    attributes.put("productLines", rep.productLines());
    attributes.put("segments", rep.segments());
    attributes.put("industries", rep.industries());
    attributes.put("interests", rep.interests());
    attributes.put("capacity", rep.capacity() == null ? 0L : rep.capacity().longValue());
    attributes.put("weight", rep.weight());
    attributes.put("timeZone", text(rep.timeZone()));
    attributes.put("status", rep.status());
    attributes.put("manager", text(rep.manager()));
    Map<String, Long> skills = new HashMap<>();
    rep.skills().forEach((skill, level) -> skills.put(skill, level.longValue()));
    attributes.put("skills", skills);
    return Map.copyOf(attributes);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
