package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rep as he is sent; absent weight is 1, absent status is active, absent leave stays as it is.
 *
 * @param leave {@code [{from, to}]}, see the leave's own call
 * @param leaveBuffer {@code {before, after}}, durations
 */
public record RepBody(
    @Nullable String name,
    @Nullable List<@Nullable String> teams,
    @Nullable List<@Nullable String> roles,
    @Nullable String region,
    @Nullable List<@Nullable String> regions,
    @Nullable List<@Nullable String> productLines,
    @Nullable List<@Nullable String> segments,
    @Nullable List<@Nullable String> industries,
    @Nullable Map<String, @Nullable Integer> skills,
    @Nullable List<@Nullable String> interests,
    @Nullable Integer capacity,
    @Nullable Double weight,
    @Nullable String timeZone,
    @Nullable Map<String, List<List<String>>> workingHours,
    @Nullable String calendar,
    @Nullable String status,
    @Nullable String email,
    @Nullable String manager,
    @Nullable String language,
    @Nullable JsonNode leave,
    @Nullable JsonNode leaveBuffer) {

  /** What is kept of a rep and not published. */
  static final List<String> OWN = List.of("optOut", LeaveReader.LEAVE, LeaveReader.BUFFER);

  private static final Set<String> ROLES = Set.of("sdr", "ae", "csm");
  static final Set<String> STATUSES = Set.of("active", "away", "left");

  /** The rep's full state. */
  RosterEvent.Rep checked(String id) {
    Checks checks = new Checks();
    String checkedName = checks.text(name, "/name");
    checks.noBlanks(teams, "/teams");
    checks.each(Sent.list(roles), ROLES, "/roles");
    checks.oneOf(status, STATUSES, "/status");
    checks.that(capacity == null || capacity >= 0, "/capacity", "must not be negative");
    checks.that(
        weight == null || (weight > 0 && Double.isFinite(weight)), "/weight", "must be above 0");
    checks.that(timeZone == null || isZone(timeZone), "/timeZone", "must be an IANA time zone");
    checks.that(email == null || email.contains("@"), "/email", "must be an e-mail address");
    Sent.map(skills)
        .forEach(
            (skill, level) ->
                checks.that(level != null, "/skills/" + skill, "must be a whole number"));
    Sent.map(workingHours).forEach((day, blocks) -> checkDay(checks, day, blocks));
    if (checks.holdSoFar()) {
      LeaveReader.check(own(null), zone(), checks);
    }
    checks.done();
    return event(id, checkedName);
  }

  private ZoneId zone() {
    return timeZone == null ? ZoneOffset.UTC : ZoneId.of(timeZone);
  }

  /** What is kept of a rep and not published; what is not sent stays. */
  ObjectNode own(@Nullable ObjectNode current) {
    ObjectNode own = EventJson.mapper().createObjectNode();
    OWN.forEach(
        field -> {
          if (current != null && current.has(field)) {
            own.set(field, current.get(field));
          }
        });
    if (leave != null) {
      own.set(LeaveReader.LEAVE, leave);
    }
    if (leaveBuffer != null) {
      own.set(LeaveReader.BUFFER, leaveBuffer);
    }
    return own;
  }

  private RosterEvent.Rep event(String id, String checkedName) {
    return new RosterEvent.Rep(
        id,
        checkedName,
        Sent.list(teams),
        Sent.list(roles),
        Sent.text(region),
        Sent.list(regions),
        Sent.list(productLines),
        Sent.list(segments),
        Sent.list(industries),
        skillLevels(),
        Sent.list(interests),
        capacity,
        weight == null ? 1 : weight,
        Sent.text(timeZone),
        Sent.map(workingHours),
        Sent.text(calendar),
        status == null ? "active" : status,
        Sent.text(email),
        Sent.text(manager),
        Sent.text(language),
        false);
  }

  private Map<String, Integer> skillLevels() {
    Map<String, Integer> levels = new java.util.HashMap<>();
    Sent.map(skills)
        .forEach(
            (skill, level) -> {
              if (level != null) {
                levels.put(skill, level);
              }
            });
    return levels;
  }

  private static void checkDay(Checks checks, String day, @Nullable List<List<String>> blocks) {
    String pointer = "/workingHours/" + day;
    checks.that(
        RosterReader.DAYS.containsKey(day),
        pointer,
        "must be one of mon, tue, wed, thu, fri, sat, sun");
    checks.that(blocks != null, pointer, "must be a list of blocks");
    for (int i = 0; blocks != null && i < blocks.size(); i++) {
      checks.that(
          isBlock(blocks.get(i)), pointer + '/' + i, "must be [from, to] as HH:mm, from before to");
    }
  }

  private static boolean isBlock(@Nullable List<String> block) {
    if (block == null || block.size() != 2 || block.contains(null)) {
      return false;
    }
    try {
      LocalTime from = RosterReader.time(block.get(0));
      return from.isBefore(RosterReader.time(block.get(1)));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isZone(String zone) {
    try {
      ZoneId.of(zone);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
