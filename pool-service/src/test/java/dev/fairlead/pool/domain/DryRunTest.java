package dev.fairlead.pool.domain;

import static dev.fairlead.pool.domain.Courses.CALENDAR;
import static dev.fairlead.pool.domain.Courses.day;
import static dev.fairlead.pool.domain.Courses.exempt;
import static dev.fairlead.pool.domain.Courses.owned;
import static dev.fairlead.pool.domain.Courses.rule;
import static dev.fairlead.pool.domain.Courses.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DryRunTest {

  private static final Configuration CONFIGURATION =
      new Configuration(
          List.of(Courses.pool("east", new ArchiveRule(1, null))), PoolSettings.USUAL, 1);

  @Test
  void itCountsWhatLeavesBeforeAndAfterAndWhatIsDifferent() {
    Custody deal =
        exempt(owned(rule(LapseReason.NO_DEAL, "P90D")), day(1), (x, at) -> x.opened(day(1)));
    Custody soon = owned();
    DryRun run = new DryRun(day(8), day(15), 10);

    weigh(run, deal, rule(LapseReason.NO_DEAL, "P3D"));
    weigh(run, soon, rule(LapseReason.NO_FOLLOW_UP, "P19D"));

    assertThat(run.diff()).isEqualTo(new DryRun.Diff(2, 1, 1, 1, 1, 1, 1));
    assertThat(run.totals()).isEqualTo(Map.of("li", Map.of("no-deal", 1L)));
    assertThat(run.leaving()).extracting(Leaving::deadline).containsExactly(day(8));
  }

  @Test
  void itKeepsOnlyTheSoonestLeadsButCountsAll() {
    DryRun run = new DryRun(day(8), day(15), 2);

    IntStream.of(13, 11, 14, 12)
        .forEach(
            days -> {
              Custody custody = Courses.owned(day(days), null, rules());
              run.weigh(custody, custody, CONFIGURATION);
            });

    assertThat(run.leaving()).extracting(Leaving::deadline).containsExactly(day(11), day(12));
    assertThat(run.totals()).isEqualTo(Map.of("li", Map.of("no-follow-up", 4L)));
  }

  @Test
  void aLeadThatIsLostOnceTooOftenGoesToTheArchive() {
    assertThat(Leaving.of(owned(), CONFIGURATION).orElseThrow().to()).isEqualTo(Leaving.ARCHIVE);
    assertThat(
            Leaving.of(owned(), new Configuration(List.of(), PoolSettings.USUAL, 1))
                .orElseThrow()
                .to())
        .isEqualTo("pool");
  }

  private static void weigh(DryRun run, Custody custody, RecycleRule changed) {
    run.weigh(custody, custody.under(rules(changed), CALENDAR, day(8), day(8)), CONFIGURATION);
  }
}
