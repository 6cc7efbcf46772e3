package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * A recording for simulations to read: leads of a long gone time with the decisions on them, a lead
 * a second, each left after an hour. Written straight into the database of assignment-service, for
 * nobody should have to wait until so many have come; gone again when closed.
 *
 * @param database of assignment-service
 */
record RecordedLeads(Connection database) implements AutoCloseable {

  /** When the first of them came. */
  static final Instant BEGIN = Instant.parse("2001-01-01T00:00:00Z");

  private static final String PREFIX = "bench-recorded-";
  private static final int CHUNK = 25_000;

  /** What {@link SimulatedOrganisation}'s rules ask for. */
  private static final String NUMBERS =
      """
      from generate_series(?, ?) n,
           lateral (select '%s' || lpad(n::text, 8, '0'), n * 7 %% %d,
                           '2001-01-01T00:00:00Z'::timestamptz + n * interval '1 second')
             as l(id, rule, at)
      """
          .formatted(PREFIX, AssignmentBenchmark.RULES);

  private static final String LEADS =
      """
      insert into lead (lead_id, facts, received_at, company, source, segment, value)
      select id, json_build_object(
          'source', 'google_ads', 'connector', 'google-ads/main', 'company', 'Company ' || n,
          'jobTitle', 'Buyer', 'region', json_build_array('bench-region-' || rule %% %1$d),
          'country', 'CN', 'industry', 'bench-industry-' || rule / %1$d,
          'segment', 'bench-segment-' || rule %% %2$d, 'productLine', 'crm', 'value', 120000)::text,
        at, 'company' || n, 'google_ads', 'bench-segment-' || rule %% %2$d, 120000
      """
              .formatted(SimulatedOrganisation.REGIONS, SimulatedOrganisation.SEGMENTS)
          + NUMBERS;

  private static final String CUSTODIES =
      """
      insert into custody (lead_id, state, epoch, last_owner, left_at)
      select id, 'closed', 2, 'bench-sim-rep-0001', at + interval '1 hour'
      """
          + NUMBERS;

  private static final String DECISIONS =
      """
      insert into decision (id, lead_id, epoch, at, outcome, cause, policy_version, roster_version,
                            rule_id, rep_id, team_id, document)
      select gen_random_uuid(), id, 0, at, 'assigned', 'rule', 1, 1, 'bench',
             'bench-sim-rep-0001', 'bench-sim-1', '{}'
      """
          + NUMBERS;

  /** Records so many. */
  static RecordedLeads of(Installation fairlead, int count) throws SQLException {
    RecordedLeads recorded = new RecordedLeads(fairlead.asSuperuser("fairlead_assignment"));
    recorded.remove();
    for (int from = 1; from <= count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK - 1);
      for (String insert : new String[] {LEADS, CUSTODIES, DECISIONS}) {
        recorded.insert(insert, from, to);
      }
    }
    recorded.execute("vacuum analyze lead");
    recorded.execute("vacuum analyze custody");
    recorded.execute("vacuum analyze decision");
    return recorded;
  }

  /** Behind the time of the lead of this number. */
  static Instant after(int number) {
    return BEGIN.plusSeconds(number + 1L);
  }

  @Override
  public void close() throws SQLException {
    try (database) {
      remove();
    }
  }

  private void insert(String statement, int from, int to) throws SQLException {
    try (PreparedStatement insert = database.prepareStatement(statement)) {
      insert.setInt(1, from);
      insert.setInt(2, to);
      insert.executeUpdate();
    }
  }

  private void remove() throws SQLException {
    for (String table : new String[] {"lead", "custody", "decision"}) {
      execute("delete from " + table + " where lead_id like '" + PREFIX + "%'");
      execute("vacuum " + table);
    }
  }

  private void execute(String statement) throws SQLException {
    try (Statement sql = database.createStatement()) {
      sql.execute(statement);
    }
  }
}
