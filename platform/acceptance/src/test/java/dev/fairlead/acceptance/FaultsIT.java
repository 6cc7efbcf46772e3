package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever process dies whenever, no lead is lost, none has two owners, and the flow goes on. */
class FaultsIT {

  private static final List<String> SERVICES =
      List.of(
          "lead-intake-service",
          "assignment-service",
          "ownership-service",
          "pool-service",
          "notification-service");

  private final Installation fairlead = TheInstallation.get();

  @Test
  void every_service_is_killed_in_the_middle_of_500_leads() throws Exception {
    killing(SERVICES, 500, 40);
  }

  @Test
  void connect_and_the_broker_are_killed_in_the_middle_of_200_leads() throws Exception {
    killing(List.of("connect", "kafka"), 200, 40);
  }

  @Test
  void postgresql_is_killed_in_the_middle_of_200_leads() throws Exception {
    killing(List.of("postgres"), 200, 40);
  }

  /** Kills the parts one after another while leads come in, evenly over the flood. */
  private void killing(List<String> parts, int count, int perSecond) throws Exception {
    try (Organisation ours = Organisation.in(fairlead)) {
      String team = ours.team("faults");
      List.of("a", "b", "c").forEach(name -> ours.rep(name, team));
      String source = ours.id("flood");
      ours.policy(
          """
          {"id": "%1$s", "name": "Faults", "when": "lead.source == \\"%1$s\\"",
           "assign": {"team": "%2$s", "strategy": "round-robin"},
           "protect": {"initial": "P1D", "extend": "P1D", "max": "P2D", "days": "calendar"}}
          """
              .formatted(source, team));

      try (Flood flood = Flood.of(fairlead, source, count, perSecond)) {
        for (int i = 0; i < parts.size(); i++) {
          int mark = count * (i + 1) / (parts.size() + 1);
          await()
              .atMost(Duration.ofMinutes(2))
              .pollInterval(Duration.ofMillis(20))
              .until(() -> flood.soFar() >= mark);
          fairlead.kill(parts.get(i));
        }
        Truth truth = new Truth(fairlead, flood.leads());

        truth.awaitOwned();
        truth.nothingLostNothingDoubled();
        List<Long> shares = truth.shares();
        assertThat(Collections.max(shares) - Collections.min(shares))
            .as("round robin over three reps, shares %s", shares)
            .isLessThanOrEqualTo(1);
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> fairlead.launcher().run("status").status() == 0);
    }
  }
}
