package dev.fairlead.ownership.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.ownership.domain.Custody;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database from before exemptions, the chain and the caps is taken over as it is. */
@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class MigrationIT {

  private static final String OWNED =
      """
      {"epoch":1,"owner":"li-lei","team":"east","grant":{"cause":"assigned"},"protection":
       {"terms":{"initial":"P10D","extend":"P3D","max":"P20D","workingDays":false},
        "acquiredAt":"2026-03-25T07:30:00Z","deadline":"2026-04-04T07:30:00Z",
        "hardEnd":"2026-04-14T07:30:00Z"},"tries":0,"locked":true,
       "helpers":[{"repId":"emma","access":"read","until":"2026-05-01T00:00:00Z"}]}
      """;

  @Test
  void leadsAndEntriesFromBeforeAreTakenOver() throws SQLException {
    migrate("1");
    run(
        "insert into old.custody (lead_id, state, epoch, owner, team, deadline, doc) values"
            + " ('l1', 'owned', 1, 'li-lei', 'east', '2026-04-04T07:30:00Z', '%s'),"
            + " ('l2', 'assigning', 0, null, null, null, '{\"epoch\":0,\"tries\":0}'),"
            + " ('l3', 'closed', 2, 'li-lei', null, null,"
            + " '{\"epoch\":2,\"result\":\"won\",\"owner\":\"li-lei\"}')",
        OWNED);
    run(
        "insert into old.ledger_entry (lead_id, at, epoch, made_epoch, cause, operator,"
            + " correlation_id, state, doc)"
            + " select 'l1', now(), n, true, 'assigned', 'x', 'c', 'owned', '%s'"
            + " from generate_series(1, 2) n",
        OWNED);

    migrate("8");

    Custody.Owned owned = (Custody.Owned) read("owned", "doc", "l1");
    assertThat(owned.exemptions().locked()).isTrue();
    assertThat(owned.exemptions().disputes()).isEmpty();
    assertThat(read("assigning", "doc", "l2").helpers()).isEmpty();
    assertThat(read("closed", "doc", "l3")).isInstanceOf(Custody.Closed.class);
    assertThat(text("select locked::text || helpers::text || entries from old.custody", "l1"))
        .isEqualTo("true{emma}2");
    assertThat(text("select won::text || (head is null)::text from old.custody", "l3"))
        .isEqualTo("truetrue");
    assertThat(text("select string_agg(n::text, ' ' order by seq) from old.ledger_entry", "l1"))
        .isEqualTo("1 2");
  }

  private static void migrate(String version) {
    Flyway.configure()
        .dataSource(new OneSource())
        .schemas("old")
        .locations("db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private static Custody read(String state, String column, String lead) throws SQLException {
    return CustodyJson.read(state, text("select " + column + " from old.custody", lead));
  }

  private static void run(String sql, String document) throws SQLException {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(document));
    }
  }

  private static String text(String sql, String lead) throws SQLException {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql + " where lead_id = '" + lead + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
