package dev.fairlead.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.decision.ForgetDecisions;
import dev.fairlead.assignment.simulation.ForgetTrials;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
class ForgettingIT {

  @Inject ForgetTrials forgetTrials;
  @Inject ForgetDecisions forgetDecisions;

  @Test
  void whatPoliciesOnTrialWouldHaveDoneIsForgottenAfterItsTime() throws Throwable {
    // Given
    change(
        """
        insert into policy_version (version, name, document, findings, created_at, created_by)
        values (900000, 'old', '{}', '[]', '2020-01-01', 'old');
        insert into shadow_run (version, started_at, started_by, ended_at)
        values (900000, '2020-01-01', 'old', '2020-01-02');
        insert into shadow_decision (run, lead_id, at, same, live_outcome, outcome)
        select max(seq), 'old', at, true, 'held', 'held'
        from shadow_run, unnest(array['2020-01-01', '2020-03-01']::timestamptz[]) at group by at;
        insert into simulation (id, status, request, author, created_at)
        select gen_random_uuid(), status, '{}', 'old', at
        from unnest(array['2020-01-01', '2020-03-01']::timestamptz[]) at,
             unnest(array['done', 'failed', 'aborted']) status;
        """);

    // When
    VertxContextSupport.subscribeAndAwait(
        () -> forgetTrials.forget(Instant.parse("2020-05-01T00:00:00Z")));

    // Then
    assertThat(count("shadow_decision where lead_id = ?")).isEqualTo(1);
    assertThat(count("simulation where author = ?")).isEqualTo(4);
    assertThat(count("simulation where author = ? and status = 'aborted'")).isEqualTo(2);
    change("delete from simulation where author = 'old'");
  }

  @Test
  void aDecisionIsForgottenAfterItsTimeAndItsTraceWithIt() throws Throwable {
    // Given
    change(
        """
        insert into decision (id, lead_id, epoch, at, outcome, cause, policy_version,
                              roster_version, document)
        select gen_random_uuid(), 'old', n, '2017-01-01'::date + n * 365, 'held', 'rule', 1, 1, '{}'
        from generate_series(0, 1) n;
        """);

    // When
    VertxContextSupport.subscribeAndAwait(
        () -> forgetDecisions.forget(Instant.parse("2020-12-31T00:00:00Z")));

    // Then
    assertThat(count("decision where lead_id = ?")).isEqualTo(1);
    assertThat(count("decision where lead_id = ? and epoch = 1")).isEqualTo(1);
    change("delete from decision where lead_id = 'old'");
  }

  private static long count(String what) {
    return TestEvents.count("select count(*) from " + what, "old");
  }

  private static void change(String statements) throws SQLException {
    try (Connection database = TestEvents.database();
        Statement sql = database.createStatement()) {
      sql.execute(statements);
    }
  }
}
