package dev.fairlead.notification.domain;

import static dev.fairlead.notification.domain.NoticeType.*;
import static dev.fairlead.notification.domain.Role.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The table of what is told to whom and how: kind of notice × role of the recipient → channels.
 * What has no channels is not told. Nobody is told twice of one happening; who has two roles is
 * told in the nearer one.
 */
public record Matrix(Map<NoticeType, Map<Role, SortedSet<String>>> table) {

  private static final Set<String> EVERY_WAY =
      Set.of(Preferences.IN_APP, Preferences.EMAIL, "feishu", "dingtalk", "wecom", "slack");
  private static final Set<String> IN_PAGE = Set.of(Preferences.IN_APP);

  /** The table of an installation where nobody changed it. */
  public static final Matrix DEFAULT = new Matrix(defaults());

  public Matrix {
    Map<NoticeType, Map<Role, SortedSet<String>>> copy = new EnumMap<>(NoticeType.class);
    table.forEach((type, row) -> copy.put(type, Collections.unmodifiableMap(new EnumMap<>(row))));
    table = Collections.unmodifiableMap(copy);
  }

  /** The names a channel can have here. */
  public static Set<String> channels() {
    return EVERY_WAY;
  }

  /** The channels of a kind of notice for a role; none when it is not told. */
  public Set<String> channels(NoticeType type, Role role) {
    return table.getOrDefault(type, Map.of()).getOrDefault(role, Collections.emptySortedSet());
  }

  /** The same table with other channels where something else is said. */
  public Matrix with(Map<NoticeType, Map<Role, SortedSet<String>>> changes) {
    Map<NoticeType, Map<Role, SortedSet<String>>> changed = new EnumMap<>(NoticeType.class);
    table.forEach((type, row) -> changed.put(type, new EnumMap<>(row)));
    changes.forEach(
        (type, row) -> changed.computeIfAbsent(type, t -> new EnumMap<>(Role.class)).putAll(row));
    return new Matrix(changed);
  }

  /**
   * Who is told of this.
   *
   * @param lead the lead as it was before
   * @param at when it happened
   */
  public List<Told> tell(Happening happening, Lead lead, Chiefs chiefs, Instant at) {
    if (lead.isPast(happening)) {
      return List.of();
    }
    Map<String, Told> byRecipient = new LinkedHashMap<>();
    for (Told told : Concerned.by(happening, lead, chiefs, at)) {
      if (!channels(told.type(), told.role()).isEmpty()) {
        byRecipient.putIfAbsent(told.recipient(), told);
      }
    }
    return new ArrayList<>(byRecipient.values());
  }

  private static Map<NoticeType, Map<Role, SortedSet<String>>> defaults() {
    Map<NoticeType, Map<Role, SortedSet<String>>> table = new EnumMap<>(NoticeType.class);
    say(table, EVERY_WAY, OWNER, ASSIGNED, OFFERED, CLAIM_WON, TRANSFERRED_IN, EXPIRING, TOUCHED);
    say(table, EVERY_WAY, OWNER, FOLLOW_UP_DUE, DISPUTE_OPENED, DISPUTE_DECIDED, DIGEST);
    say(table, EVERY_WAY, PREVIOUS_OWNER, TRANSFERRED_OUT, RECYCLED, RETURNED, DECLINED);
    say(table, EVERY_WAY, PREVIOUS_OWNER, NOT_ACCEPTED, RELEASED);
    say(table, EVERY_WAY, HELPER, CLOSED);
    say(table, EVERY_WAY, CLAIMANT, CLAIM_LOST, DISPUTE_OPENED, DISPUTE_DECIDED);
    say(table, EVERY_WAY, REP, HELPER_ADDED, VIOLATION, PENALTY, PENALTY_LIFTED, PENALTY_APPEAL);
    say(table, EVERY_WAY, MANAGER, EXPIRING, FOLLOW_UP_DUE, UNASSIGNED, UNASSIGNED_OVERDUE);
    say(table, EVERY_WAY, MANAGER, CAPACITY_FULL, DISPUTE_OPENED, DISPUTE_OVERDUE, VIOLATION);
    say(table, EVERY_WAY, MANAGER, PENALTY_APPEAL);
    say(table, EVERY_WAY, POOL_ADMIN, ARCHIVED);
    say(table, IN_PAGE, MANAGER, ACCEPTED, ARCHIVED);
    return table;
  }

  private static void say(
      Map<NoticeType, Map<Role, SortedSet<String>>> table,
      Set<String> channels,
      Role role,
      NoticeType... types) {
    for (NoticeType type : types) {
      table
          .computeIfAbsent(type, t -> new EnumMap<>(Role.class))
          .put(role, Collections.unmodifiableSortedSet(new TreeSet<>(channels)));
    }
  }
}
