package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.pool.adapter.Draws;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.Draw;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.Lot;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Talents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The draws of one transaction while they are held, in memory, in the order they were due. */
final class DrawBook {

  static final String NOT_DRAWN = "not-drawn";

  private final ClaimFile file;
  private final Judge judge;
  private final Map<String, Integer> won;
  private final Map<String, Talents> talents;
  private final Map<String, LeadFacts> facts;
  private final List<Result> results = new ArrayList<>();

  DrawBook(
      ClaimFile file,
      Map<String, Integer> won,
      Map<String, Talents> talents,
      Map<String, LeadFacts> facts) {
    this.file = file;
    this.judge = new Judge(file);
    this.won = new HashMap<>(won);
    this.talents = talents;
    this.facts = facts;
  }

  /** Holds one draw. */
  void draw(Draw draw, List<Draws.Entrant> entrants) {
    Map<String, Draws.Entrant> byRep =
        entrants.stream().collect(Collectors.toMap(Draws.Entrant::repId, Function.identity()));
    List<Fate> fates = new ArrayList<>();
    boolean over = false;
    for (Lot lot : Lot.inOrder(byRep.keySet().stream().map(rep -> lot(draw, rep)).toList())) {
      Draws.Entrant entrant = Objects.requireNonNull(byRep.get(lot.repId()));
      Fate fate = over ? Fate.lost(entrant, lot, NOT_DRAWN, null) : judged(draw, entrant, lot);
      over |= fate.claim() != null;
      fates.add(fate);
    }
    results.add(new Result(draw, fates));
  }

  private Lot lot(Draw draw, String rep) {
    long number =
        switch (draw.rule()) {
          case FEWEST_RECENT -> won.getOrDefault(rep, 0);
          case BEST_FIT -> Talents.PERFECT - fit(draw, rep);
          case RANDOM -> 0;
        };
    return Lot.of(draw.rule(), draw.seed(), draw.leadId(), rep, number);
  }

  private int fit(Draw draw, String rep) {
    LeadFacts lead = facts.get(draw.leadId());
    return lead == null ? 0 : talents.getOrDefault(rep, Talents.NONE).fit(lead);
  }

  private Fate judged(Draw draw, Draws.Entrant entrant, Lot lot) {
    String refusal = refusal(draw, entrant.repId());
    if (refusal != null) {
      return Fate.lost(entrant, lot, refusal, refusal);
    }
    Claim claim =
        Claim.pending(
                Objects.requireNonNull(file.leads().get(draw.leadId())),
                Objects.requireNonNull(file.pools().get(draw.pool())),
                Objects.requireNonNull(file.reps().get(entrant.repId())),
                Claim.BY_REP,
                entrant.id(),
                file.now())
            .drawn(draw.id());
    judge.made(claim);
    won.merge(claim.repId(), 1, Integer::sum);
    return new Fate(entrant, lot, claim, "", null);
  }

  private @Nullable String refusal(Draw draw, String rep) {
    if (!file.pools().containsKey(draw.pool())) {
      return ClaimRefusal.GONE.code();
    }
    if (!file.reps().containsKey(rep)) {
      return ClaimRefusal.NOT_MEMBER.code();
    }
    PooledLead lead = file.leads().get(draw.leadId());
    return lead == null || lead.epoch() != draw.epoch()
        ? ClaimRefusal.GONE.code()
        : judge
            .refuseClaim(new Seat(rep, draw.pool()), draw.leadId())
            .map(ClaimRefusal::code)
            .orElse(null);
  }

  ClaimFile file() {
    return file;
  }

  List<Result> results() {
    return results;
  }

  /** The claims of the winners. */
  List<Claim> claims() {
    return results.stream()
        .flatMap(result -> result.entries().stream())
        .map(Fate::claim)
        .filter(Objects::nonNull)
        .toList();
  }

  /** What became of every entry. */
  List<Draws.Settled> settled() {
    return results.stream()
        .flatMap(result -> result.entries().stream())
        .map(
            fate ->
                new Draws.Settled(
                    fate.entrant().id(),
                    fate.claim() == null ? fate.reason() : null,
                    fate.lot().number().toString()))
        .toList();
  }

  /** A draw that was held. */
  record Result(Draw draw, List<Fate> entries) {

    /** Who took part and with which number, for everybody to see. */
    List<PoolEvent.Entrant> published() {
      return entries.stream()
          .map(
              fate ->
                  new PoolEvent.Entrant(
                      fate.entrant().repId(), fate.lot().number().toString(), fate.refused()))
          .toList();
    }
  }

  /**
   * What became of one entrant.
   *
   * @param claim when he won
   * @param reason why he lost
   * @param refused the limit that passed him over
   */
  record Fate(
      Draws.Entrant entrant,
      Lot lot,
      @Nullable Claim claim,
      String reason,
      @Nullable String refused) {
    static Fate lost(Draws.Entrant entrant, Lot lot, String reason, @Nullable String refused) {
      return new Fate(entrant, lot, null, reason, refused);
    }
  }
}
