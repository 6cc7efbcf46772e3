package dev.fairlead.pool;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The wishes of one transaction while they are decided on, in memory. Wishes come first in, first
 * served; what the database then does not give (somebody else was faster) is judged once more
 * without that lead, so that a limit is not spent on it.
 */
final class ClaimBook {

  private static final int RETRY_SECONDS = 2;

  private final ClaimFile file;
  private final List<Wish> wishes;
  private final Map<Integer, Claim> firm = new TreeMap<>();
  private final Map<Integer, Claim> wanted = new LinkedHashMap<>();
  private final Map<Integer, Wish> entries = new LinkedHashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final List<@Nullable Outcome> outcomes;

  ClaimBook(ClaimFile file, List<Wish> wishes) {
    this.file = file;
    this.wishes = wishes;
    this.outcomes = new ArrayList<>(java.util.Collections.nCopies(wishes.size(), null));
  }

  /** Judges what is not firm, and answers the claims that are to be taken now. */
  Collection<Claim> judge() {
    wanted.clear();
    entries.clear();
    Judge judge = new Judge(file);
    lost.forEach(judge::gone);
    firm.values().forEach(judge::made);
    for (int i = 0; i < wishes.size(); i++) {
      if (!firm.containsKey(i)) {
        outcomes.set(i, outcome(judge, i, wishes.get(i)));
      }
    }
    return List.copyOf(wanted.values());
  }

  private @Nullable Outcome outcome(Judge judge, int index, Wish wish) {
    Pool pool = file.pools().get(wish.poolId());
    if (pool == null) {
      return impossible(wish, Problem.of(404, "pool.unknown", "there is no pool " + wish.poolId()));
    }
    if (!file.reps().containsKey(wish.repId())) {
      return impossible(wish, Problem.of(503, "rep.unknown", "this rep is not known here yet"));
    }
    Optional<ClaimRefusal> refusal = judge.refuseClaim(wish.seat(), wish.leadId());
    if (refusal.isPresent()) {
      return new Outcome.Refused(wish.leadId(), refusal.get());
    }
    if (pool.claim().fairWindow() != null) {
      entries.put(index, wish);
      return null;
    }
    Claim claim = claim(wish, pool);
    judge.made(claim);
    wanted.put(index, claim);
    return new Outcome.Taken(claim.leadId(), claim.epoch(), claim.id());
  }

  private static Outcome impossible(Wish wish, Problem problem) {
    return new Outcome.Impossible(wish.leadId(), problem, RETRY_SECONDS);
  }

  private Claim claim(Wish wish, Pool pool) {
    PooledLead lead = Objects.requireNonNull(file.leads().get(wish.leadId()));
    return Claim.pending(
        lead,
        pool,
        Objects.requireNonNull(file.reps().get(wish.repId())),
        Claim.BY_REP,
        Claims.newId(),
        file.now());
  }

  /** Of the wanted claims those of these leads were taken, the others lost their lead. */
  void took(Set<String> leadIds) {
    wanted.forEach(
        (index, claim) -> {
          if (leadIds.contains(claim.leadId())) {
            firm.put(index, claim);
          } else {
            lost.add(claim.leadId());
          }
        });
  }

  /** Wishes that go into a draw. */
  Map<Integer, Wish> entries() {
    return entries;
  }

  /** Writes what became of a wish that went into a draw. */
  void entered(int index, Outcome outcome) {
    outcomes.set(index, outcome);
  }

  /** The claims that were made, by the index of their wish. */
  Map<Integer, Claim> made() {
    return firm;
  }

  Wish wish(int index) {
    return wishes.get(index);
  }

  ClaimFile file() {
    return file;
  }

  /** One per wish, in their order. */
  List<Outcome> outcomes() {
    return outcomes.stream().map(outcome -> Objects.requireNonNull(outcome)).toList();
  }
}
