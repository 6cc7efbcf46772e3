package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What the five databases say about some leads, whatever the topics carried how often. */
final class Truth {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Installation fairlead;
  private final List<String> leads;

  Truth(Installation fairlead, List<String> leads) {
    this.fairlead = fairlead;
    this.leads = leads;
  }

  /** Returns when every lead has an owner, or fails telling how many have. */
  void awaitOwned() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(count("ownership", "custody where state = 'owned' and lead_id"))
                    .as("leads with an owner")
                    .isEqualTo(leads.size()));
  }

  /** Nothing was lost and nothing doubled, in any of the services. */
  void nothingLostNothingDoubled() throws SQLException {
    assertThat(leads).doesNotHaveDuplicates();
    int all = leads.size();
    assertThat(logged("intake", "dev.fairlead.lead.received.v1")).as("received").isEqualTo(all);
    assertThat(logged("assignment", "dev.fairlead.assignment.assigned.v1"))
        .as("assigned")
        .isEqualTo(all);
    assertThat(logged("ownership", "dev.fairlead.ownership.granted.v1"))
        .as("granted")
        .isEqualTo(all);
    assertThat(logged("ownership", "dev.fairlead.ownership.refused.v1")).as("refused").isZero();
    assertThat(count("ownership", "ledger_entry where made_epoch and lead_id"))
        .as("entries")
        .isEqualTo(all);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(count("notification", "notice where lead_id"))
                    .as("notices")
                    .isEqualTo(all));
  }

  /** How many leads each of the owners holds. */
  List<Long> shares() throws SQLException {
    try (Connection connection = fairlead.database("ownership");
        PreparedStatement statement =
            connection.prepareStatement(
                "select array_agg(n) from (select count(*) as n from custody"
                    + " where lead_id = any(?) group by owner) as shares")) {
      statement.setArray(1, connection.createArrayOf("text", leads.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        Array array = rows.getArray(1);
        return List.of((Long[]) array.getArray());
      }
    }
  }

  private long logged(String service, String type) throws SQLException {
    return count(service, "event_log where type = '" + type + "' and key");
  }

  /** Rows of {@code table where column}, the column being among the leads. */
  private long count(String service, String tableAndColumn) throws SQLException {
    try (Connection connection = fairlead.database(service);
        PreparedStatement statement =
            connection.prepareStatement("select count(*) from " + tableAndColumn + " = any(?)")) {
      statement.setArray(1, connection.createArrayOf("text", leads.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
