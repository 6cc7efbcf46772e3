package dev.fairlead.intake;

import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.Withdrawals;
import dev.fairlead.intake.domain.Announced;
import dev.fairlead.intake.domain.Recognition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes what senders only name: leads that are announced are queued to be fetched, leads that are
 * taken back are erased, or remembered until they come.
 */
@ApplicationScoped
class StoreNotices {

  private final Fetches fetches;
  private final ConnectorHealth health;
  private final Withdrawals withdrawals;
  private final EraseLead eraseLead;

  StoreNotices(
      Fetches fetches, ConnectorHealth health, Withdrawals withdrawals, EraseLead eraseLead) {
    this.fetches = fetches;
    this.health = health;
    this.withdrawals = withdrawals;
    this.eraseLead = eraseLead;
  }

  /** Queues what is neither known, nor taken back, nor waited for; answers how many by arrival. */
  Uni<Map<UUID, Integer>> queue(
      Mutiny.Session session,
      List<Arrival> arrivals,
      Recognition known,
      Set<String> takenBack,
      Instant now) {
    List<Fetches.Queued> wanted = wanted(arrivals, known, takenBack);
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return health
        .know(session, wanted.stream().map(Fetches.Queued::connector).toList(), now)
        .chain(() -> fetches.queue(session, wanted, now))
        .map(queued -> count(wanted, queued));
  }

  private static List<Fetches.Queued> wanted(
      List<Arrival> arrivals, Recognition known, Set<String> takenBack) {
    List<Fetches.Queued> wanted = new ArrayList<>();
    Set<String> seen = new HashSet<>(takenBack);
    for (Arrival arrival : arrivals) {
      for (Announced lead : arrival.notices()) {
        if (known.external(lead.externalKey()) == null && seen.add(lead.externalKey())) {
          wanted.add(
              Fetches.Queued.of(
                  arrival.id(),
                  arrival.connector(),
                  lead.externalId(),
                  lead.externalKey(),
                  lead.known()));
        }
      }
    }
    return wanted;
  }

  private static Map<UUID, Integer> count(List<Fetches.Queued> wanted, Set<UUID> queued) {
    Map<UUID, Integer> counts = new HashMap<>();
    wanted.stream()
        .filter(one -> queued.contains(one.id()))
        .forEach(one -> counts.merge(one.submissionId(), 1, Integer::sum));
    return counts;
  }

  /** Erases the leads that are taken back, and remembers the ids of all. */
  Uni<Void> takeBack(
      Mutiny.Session session, List<Arrival> arrivals, Recognition known, Instant now) {
    Map<Announced, String> named = new LinkedHashMap<>();
    Map<UUID, Arrival> leads = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      for (Announced lead : arrival.withdrawn()) {
        named.put(lead, arrival.connector());
        UUID leadId = known.external(lead.externalKey());
        if (leadId != null) {
          leads.put(leadId, arrival);
        }
      }
    }
    if (named.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> added = withdrawals.add(session, named, now);
    for (Map.Entry<UUID, Arrival> lead : leads.entrySet()) {
      added =
          added.chain(
              () -> eraseLead.withdraw(session, lead.getKey(), lead.getValue().flow(), now));
    }
    return added;
  }

  /** Which of the leads that arrive were taken back before. */
  Uni<Set<String>> takenBack(Mutiny.Session session, Collection<String> externalKeys) {
    return externalKeys.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : withdrawals.among(session, externalKeys);
  }

  /** Which fetches among the arrivals are still ours. */
  Uni<Set<UUID>> held(Mutiny.Session session, List<Arrival.Fetched> fetched) {
    if (fetched.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    Map<UUID, Integer> attempts = new HashMap<>();
    fetched.forEach(one -> attempts.put(one.fetchId(), one.attempts()));
    return fetches
        .lockSubmissions(session, submissions(fetched))
        .chain(() -> fetches.hold(session, attempts));
  }

  /** Ends fetches, and settles the submissions that waited for them. */
  Uni<Void> end(Mutiny.Session session, List<Fetches.End> ends, List<Arrival.Fetched> fetched) {
    return ends.isEmpty()
        ? Uni.createFrom().voidItem()
        : fetches.end(session, ends, submissions(fetched));
  }

  private static Set<UUID> submissions(List<Arrival.Fetched> fetched) {
    Set<UUID> ids = new HashSet<>();
    fetched.forEach(one -> ids.add(one.submissionId()));
    return ids;
  }
}
