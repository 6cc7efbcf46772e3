package dev.fairlead.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final List<String> SERVICES =
      List.of("ownership-service", "ownership-service-2", "pool-service", "pool-service-2");
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  private static final int LONG_ENOUGH = 20;

  @Test
  void the_same_seed_gives_the_same_plan() {
    LongStream.range(0, 500)
        .forEach(
            seed -> {
              Plan once = Plan.of(seed, LONG_ENOUGH, SERVICES, ALL);

              Plan again = Plan.of(seed, LONG_ENOUGH, SERVICES, ALL);

              assertThat(again).isEqualTo(once);
            });
  }

  @Test
  void other_seeds_give_other_plans() {
    Set<List<Plan.Round>> plans = new HashSet<>();

    LongStream.range(0, 500)
        .forEach(seed -> plans.add(Plan.of(seed, LONG_ENOUGH, SERVICES, ALL).rounds()));

    assertThat(plans).hasSize(500);
  }

  @Test
  void every_kind_of_fault_comes_before_any_comes_again() {
    LongStream.range(0, 200)
        .forEach(
            seed -> {
              Plan plan = Plan.of(seed, LONG_ENOUGH, SERVICES, ALL);

              List<? extends Class<?>> first =
                  plan.rounds().stream()
                      .limit(ALL.size())
                      .map(round -> round.faults().getFirst().getClass())
                      .distinct()
                      .toList();

              assertThat(first).hasSize(Fault.class.getPermittedSubclasses().length);
            });
  }

  @Test
  void what_the_machine_does_not_allow_is_in_no_plan() {
    Set<Kind> few = EnumSet.complementOf(EnumSet.of(Kind.CLOCK_OFF, Kind.DISK_FULL));

    Plan plan = Plan.of(7, 60, SERVICES, few);

    assertThat(plan.rounds())
        .flatExtracting(Plan.Round::faults)
        .isNotEmpty()
        .doesNotHaveAnyElementsOfTypes(Fault.ClockOff.class, Fault.DiskFull.class);
  }

  @Test
  void a_short_run_has_a_round_all_the_same() {
    assertThat(Plan.of(1, 0, SERVICES, ALL).rounds()).hasSize(1);
  }
}
