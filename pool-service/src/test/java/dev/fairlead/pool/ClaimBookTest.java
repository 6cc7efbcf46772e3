package dev.fairlead.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.pool.domain.Circulation;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimLimits;
import dev.fairlead.pool.domain.Members;
import dev.fairlead.pool.domain.Origin;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolSettings;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is decided in memory for a group of wishes. */
class ClaimBookTest {

  private static final Instant NOW = Instant.parse("2026-03-25T08:00:00Z");
  private static final Flow FLOW = new Flow("c", null, "00");

  /**
   * Whatever the database gives and refuses: nobody passes his limit, no lead goes twice, and a
   * wish is refused for the limit only by claims that were made.
   */
  @Property(tries = 300)
  void noLimitIsPassedAndNoneIsSpentOnALeadThatWasNotGot(
      @ForAll @IntRange(min = 1, max = 40) int wishes,
      @ForAll @IntRange(min = 1, max = 4) int reps,
      @ForAll @IntRange(min = 1, max = 12) int leads,
      @ForAll @IntRange(min = 1, max = 5) int limit,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Wish> asked =
        IntStream.range(0, wishes)
            .mapToObj(
                i ->
                    new Wish(
                        "rep" + random.nextInt(reps), "pool", "lead" + random.nextInt(leads), FLOW))
            .toList();
    Set<String> takenByOthers =
        IntStream.range(0, leads)
            .filter(i -> random.nextInt(3) == 0)
            .mapToObj(i -> "lead" + i)
            .collect(Collectors.toSet());
    ClaimBook book = new ClaimBook(file(reps, leads, limit), asked);

    settle(book, takenByOthers);

    Map<String, Long> perRep =
        book.made().values().stream()
            .collect(Collectors.groupingBy(Claim::repId, Collectors.counting()));
    assertThat(perRep.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(limit));
    assertThat(book.made().values()).extracting(Claim::leadId).doesNotHaveDuplicates();
    assertThat(book.made().values()).noneMatch(made -> takenByOthers.contains(made.leadId()));
    for (int i = 0; i < wishes; i++) {
      Outcome outcome = book.outcomes().get(i);
      boolean overLimit =
          outcome instanceof Outcome.Refused refused
              && refused.refusal().code().equals("claim.daily-limit");
      if (overLimit) {
        assertThat(perRep.getOrDefault(asked.get(i).repId(), 0L)).isEqualTo((long) limit);
      }
      assertThat(outcome instanceof Outcome.Taken).isEqualTo(book.made().containsKey(i));
    }
  }

  @Test
  void whatSomebodyElseGotFirstDoesNotUseUpALimit() {
    ClaimBook book =
        new ClaimBook(
            file(1, 2, 1),
            List.of(
                new Wish("rep0", "pool", "lead0", FLOW), new Wish("rep0", "pool", "lead1", FLOW)));

    settle(book, Set.of("lead0"));

    assertThat(book.outcomes().get(0)).isInstanceOf(Outcome.Refused.class);
    assertThat(book.outcomes().get(1)).isInstanceOf(Outcome.Taken.class);
  }

  @Test
  void ofManyWhoWantALeadTheFirstWhoMayHasIt() {
    ClaimBook book =
        new ClaimBook(
            file(3, 1, 1),
            List.of(
                new Wish("stranger", "pool", "lead0", FLOW),
                new Wish("rep1", "pool", "lead0", FLOW),
                new Wish("rep2", "pool", "lead0", FLOW),
                new Wish("rep2", "nowhere", "lead0", FLOW)));

    settle(book, Set.of());

    assertThat(book.outcomes().get(0))
        .isInstanceOfSatisfying(
            Outcome.Impossible.class, o -> assertThat(o.problem().status()).isEqualTo(503));
    assertThat(book.outcomes().get(1)).isInstanceOf(Outcome.Taken.class);
    assertThat(book.outcomes().get(2)).isInstanceOf(Outcome.Refused.class);
    assertThat(book.outcomes().get(3))
        .isInstanceOfSatisfying(
            Outcome.Impossible.class, o -> assertThat(o.problem().status()).isEqualTo(404));
  }

  /** As {@link ClaimLeads} does, with a database that has given some leads to others. */
  private static void settle(ClaimBook book, Set<String> takenByOthers) {
    Collection<Claim> wanted = book.judge();
    while (!wanted.isEmpty()) {
      book.took(
          wanted.stream()
              .map(Claim::leadId)
              .filter(lead -> !takenByOthers.contains(lead))
              .collect(Collectors.toSet()));
      boolean all = wanted.stream().map(Claim::leadId).noneMatch(takenByOthers::contains);
      wanted = all ? List.of() : book.judge();
    }
  }

  private static ClaimFile file(int reps, int leads, int limit) {
    Pool pool =
        new Pool(
            "pool",
            "Pool",
            null,
            true,
            Members.EVERYBODY,
            Set.of(),
            false,
            new ClaimLimits(limit, null, null, null, false, null),
            List.of(),
            null,
            Set.of(),
            Circulation.USUAL);
    return new ClaimFile(
        IntStream.range(0, reps)
            .mapToObj(i -> new Rep("rep" + i, Set.of(), ZoneOffset.UTC, false))
            .collect(Collectors.toMap(Rep::id, Function.identity())),
        Map.of("pool", pool),
        PoolSettings.USUAL,
        IntStream.range(0, leads)
            .mapToObj(
                i ->
                    PooledLead.released(
                            "lead" + i, 1, "recycled", null, NOW, new Origin("c", null, ""))
                        .in(pool))
            .collect(Collectors.toMap(PooledLead::leadId, Function.identity())),
        Map.of(),
        IntStream.range(0, reps)
            .mapToObj(i -> new Seat("rep" + i, "pool"))
            .collect(Collectors.toMap(seat -> seat, seat -> new Usage(0, null, 0, 0, false))),
        Map.of(),
        NOW);
  }
}
