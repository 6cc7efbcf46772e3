package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** After all the other tests, with their crashes, races and garbage: every invariant holds. */
@Order(Integer.MAX_VALUE)
class CheckIT {

  private final Installation fairlead = TheInstallation.get();

  @Test
  void everything_that_happened_broke_no_invariant() {
    Launcher.Ended check = fairlead.launcher().run("check", "--patience", "60");

    assertThat(check.status()).as(check.out()).isZero();
    assertThat(check.out()).contains("ok ").doesNotContain("VIOLATED");
  }

  @Test
  void a_ledger_that_was_tampered_with_is_found() throws SQLException {
    try (Connection ledger = fairlead.database("ownership")) {
      String lead = someOwnedLead(ledger);
      moveEpoch(ledger, lead, 1);
      try {
        Launcher.Ended check = fairlead.launcher().run("check", "--patience", "3");

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).contains("VIOLATED").contains(lead);
      } finally {
        moveEpoch(ledger, lead, -1);
      }
    }
  }

  private static String someOwnedLead(Connection ledger) throws SQLException {
    try (Statement statement = ledger.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select lead_id from custody where state = 'owned' order by deadline desc limit 1")) {
      assertThat(row.next()).as("the other tests left an owned lead").isTrue();
      return row.getString(1);
    }
  }

  private static void moveEpoch(Connection ledger, String lead, int by) throws SQLException {
    try (PreparedStatement update =
        ledger.prepareStatement(
            "update custody set epoch = epoch + ?,"
                + " doc = regexp_replace(doc, '\"epoch\":[0-9]+', '\"epoch\":' || (epoch + ?))"
                + " where lead_id = ?")) {
      update.setInt(1, by);
      update.setInt(2, by);
      update.setString(3, lead);
      update.executeUpdate();
    }
  }
}
