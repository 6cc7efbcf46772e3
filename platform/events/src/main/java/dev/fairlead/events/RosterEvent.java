package dev.fairlead.events;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Full state of roster entities, on the compacted topic {@link Topic#ROSTER}. Ids are unique across
 * all kinds of entity, so that the entity id can be the record key.
 */
public sealed interface RosterEvent extends Event {

  /** Id of the entity. */
  String id();

  /** True when the entity is gone. */
  boolean deleted();

  @Override
  default String key() {
    return id();
  }

  /**
   * A team.
   *
   * @param absence what a returning member finds: {@code neutral}, {@code catch-up} or {@code
   *     hold-place}
   * @param rotation name of the rotation it shares with others; absent for its own
   * @param managers rep ids
   */
  record Team(
      String id,
      String name,
      @Nullable String absence,
      @Nullable String rotation,
      List<String> managers,
      boolean deleted)
      implements RosterEvent {
    public Team {
      managers = Lists.orEmpty(managers);
    }
  }

  /**
   * A rep.
   *
   * @param roles stages served: {@code sdr}, {@code ae}, {@code csm}; empty for all of them
   * @param skills level by skill
   * @param capacity most open leads at a time; absent for no limit
   * @param weight share in weighted distribution, &gt; 0
   * @param timeZone IANA name
   * @param workingHours by day ({@code mon}…{@code sun}), blocks of {@code [from, to]} as HH:mm in
   *     the rep's zone; empty for always on duty
   * @param calendar id of the calendar with his holidays
   * @param status {@code active}, {@code away} or {@code left}
   * @param email where notices go; business data, not a lead's personal data
   */
  record Rep(
      String id,
      String name,
      List<String> teams,
      List<String> roles,
      @Nullable String region,
      List<String> regions,
      List<String> productLines,
      List<String> segments,
      List<String> industries,
      Map<String, Integer> skills,
      List<String> interests,
      @Nullable Integer capacity,
      double weight,
      @Nullable String timeZone,
      Map<String, List<List<String>>> workingHours,
      @Nullable String calendar,
      String status,
      @Nullable String email,
      @Nullable String manager,
      @Nullable String language,
      boolean deleted)
      implements RosterEvent {
    public Rep {
      teams = Lists.orEmpty(teams);
      roles = Lists.orEmpty(roles);
      regions = Lists.orEmpty(regions);
      productLines = Lists.orEmpty(productLines);
      segments = Lists.orEmpty(segments);
      industries = Lists.orEmpty(industries);
      skills = Lists.orEmpty(skills);
      interests = Lists.orEmpty(interests);
      workingHours = Lists.orEmpty(workingHours);
    }
  }

  /** The whole region tree; its id is always {@code regions}. */
  record Region(String id, List<Node> nodes, boolean deleted) implements RosterEvent {
    /** The one id of the tree. */
    public static final String TREE = "regions";

    public Region {
      nodes = Lists.orEmpty(nodes);
    }

    /** A named region with other names for it and the regions below it. */
    public record Node(String name, List<String> aliases, List<Node> children) {
      public Node {
        aliases = Lists.orEmpty(aliases);
        children = Lists.orEmpty(children);
      }
    }
  }

  /**
   * A calendar.
   *
   * @param holidays days off
   * @param workdays days on that would be off otherwise (调休)
   */
  record Calendar(
      String id,
      @Nullable String name,
      @Nullable String country,
      List<LocalDate> holidays,
      List<LocalDate> workdays,
      boolean deleted)
      implements RosterEvent {
    public Calendar {
      holidays = Lists.orEmpty(holidays);
      workdays = Lists.orEmpty(workdays);
    }
  }
}
