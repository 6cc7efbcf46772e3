package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.kit.event.Flow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The leads of one transaction: as they were, as they are now, and which are to be decided on. */
public final class Docket {

  private final Map<String, Custody> before = new HashMap<>();
  private final Map<String, Custody> now = new HashMap<>();
  private final Map<String, Ask> asks = new LinkedHashMap<>();
  private final List<Credit> credits = new ArrayList<>();

  /** A docket of these leads, whose rows the transaction has locked. */
  public Docket(Collection<Custody> locked) {
    locked.forEach(
        custody -> {
          before.put(custody.leadId(), custody);
          now.put(custody.leadId(), custody);
        });
  }

  /**
   * A lead to be decided on.
   *
   * @param again it has waited, so refusals for want of room are forgotten
   */
  public record Ask(String leadId, Flow flow, boolean again) {}

  /** A lead that no longer counts in the rotation that gave it to a rep. */
  public record Credit(String rotation, String repId) {}

  /** Leads that no longer count in their rotations. */
  public List<Credit> credits() {
    return List.copyOf(credits);
  }

  /** Has leads no longer count. */
  public void credit(Collection<Credit> some) {
    credits.addAll(some);
  }

  /**
   * Puts leads that have waited on the docket, to be decided on before all others: what one of them
   * waits for must not go to a lead that came later.
   */
  public void first(Collection<Custody> waiting, Function<Custody, Ask> ask) {
    Map<String, Ask> later = new LinkedHashMap<>(asks);
    asks.clear();
    for (Custody custody : waiting) {
      if (now.putIfAbsent(custody.leadId(), custody) == null) {
        before.put(custody.leadId(), custody);
        ask(ask.apply(custody));
      }
    }
    asks.putAll(later);
  }

  /** A lead as it is now. */
  public Custody custody(String leadId) {
    return Objects.requireNonNull(now.get(leadId), "not on the docket");
  }

  /** What a lead has become. */
  public void put(Custody custody) {
    now.put(custody.leadId(), custody);
  }

  /** Has a lead decided on at the end of the transaction, if it is still assignment's turn then. */
  public void ask(Ask ask) {
    asks.put(ask.leadId(), ask);
  }

  /** The leads that are to be decided on. */
  public List<Ask> asks() {
    return asks.values().stream().filter(this::isOpen).toList();
  }

  private boolean isOpen(Ask ask) {
    Custody custody = custody(ask.leadId());
    boolean waits =
        custody.state() == Custody.State.ASSIGNING && custody.phase() == Custody.Phase.HELD;
    return custody.awaitsDecision() || waits;
  }

  /** The leads that have changed. */
  public List<Custody> changed() {
    return now.values().stream()
        .filter(custody -> !custody.equals(before.get(custody.leadId())))
        .toList();
  }

  /** By how many open leads each rep has more or fewer than before, ordered by id. */
  public Map<String, Integer> moves() {
    TreeMap<String, Integer> moves = new TreeMap<>();
    for (Custody custody : now.values()) {
      Custody old = Objects.requireNonNull(before.get(custody.leadId()));
      move(moves, old.holder(), -1);
      move(moves, custody.holder(), 1);
    }
    moves.values().removeIf(by -> by == 0);
    return moves;
  }

  private static void move(Map<String, Integer> moves, @Nullable String rep, int by) {
    if (rep != null) {
      moves.merge(rep, by, Integer::sum);
    }
  }
}
