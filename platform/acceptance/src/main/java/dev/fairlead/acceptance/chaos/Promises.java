package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Every answer that said "done", to be compared with what the event logs say was done. */
final class Promises {

  private static final String TOLD =
      """
      select topic, split_part(type, '.', 4), payload from event_log
      where key = any(?) and split_part(type, '.', 4) in
        ('received', 'accepted', 'activity', 'released', 'transferred', 'claimed')
      """;

  private final Set<Deed> made = ConcurrentHashMap.newKeySet();
  private final Set<String> leads = ConcurrentHashMap.newKeySet();

  /** Somebody was told that this is done. */
  void add(Deed deed) {
    leads.add(deed.leadId());
    made.add(deed);
  }

  /** How many there are. */
  int count() {
    return made.size();
  }

  /** The leads that were acknowledged, also those that nothing else was done to. */
  Set<String> leads() {
    return Set.copyOf(leads);
  }

  /** What was promised and is in no event log, or what is there more than once, in words. */
  List<String> broken(Installation fairlead) throws SQLException {
    Map<Deed, Integer> told = new HashMap<>();
    for (String service : List.of("intake", "ownership", "pool")) {
      read(fairlead, service, told);
    }
    Set<String> broken = new TreeSet<>();
    for (Deed deed : made) {
      int times = told.getOrDefault(deed, 0);
      if (times == 0) {
        broken.add("acknowledged, but not done: " + deed);
      } else if (times > 1) {
        broken.add("done %d times: %s".formatted(times, deed));
      }
    }
    return new ArrayList<>(broken);
  }

  private void read(Installation fairlead, String service, Map<Deed, Integer> told)
      throws SQLException {
    try (Connection connection = fairlead.database(service);
        PreparedStatement statement = connection.prepareStatement(TOLD)) {
      statement.setArray(1, connection.createArrayOf("text", leads.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Deed.of(rows.getString(1), rows.getString(2), Api.JSON.readTree(rows.getString(3)))
              .ifPresent(deed -> told.merge(deed, 1, Integer::sum));
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an event log holds what is no JSON", e);
      }
    }
  }
}
