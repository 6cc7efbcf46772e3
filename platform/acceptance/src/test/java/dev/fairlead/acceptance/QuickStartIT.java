package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands of the README's quick start, on the sample organisation that {@code up} loaded. */
class QuickStartIT {

  private final Installation fairlead = TheInstallation.get();

  @Test
  void status_says_that_everything_is_ready() {
    assertThat(fairlead.launcher().run("status").orThrow()).contains("front door");
  }

  @Test
  void a_token_is_all_that_token_prints() {
    assertThat(fairlead.launcher().run("token", "li-lei").orThrow().strip())
        .matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void the_demo_ends_well_when_every_lead_has_come_to_rest() {
    Launcher.Ended demo = fairlead.launcher().run("demo", "--rate", "3", "--for", "5s");

    assertThat(demo.status()).as(demo.out()).isZero();
    assertThat(demo.out()).contains("li-lei");
  }
}
