package dev.fairlead.ownership.report;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.Witness;
import dev.fairlead.ownership.adapter.Entry;
import dev.fairlead.ownership.report.adapter.Dimensions;
import dev.fairlead.ownership.report.adapter.Episodes;
import dev.fairlead.ownership.report.adapter.Episodes.Begun;
import dev.fairlead.ownership.report.adapter.Episodes.Ended;
import dev.fairlead.ownership.report.adapter.Episodes.Of;
import dev.fairlead.ownership.report.adapter.Episodes.Worked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps the table of ownerships in step with the ledger, three statements at most for a batch. */
@ApplicationScoped
class KeepEpisodes implements Witness {

  private static final String CLAIMED = "claimed";

  private final Dimensions dimensions;
  private final Episodes episodes;

  KeepEpisodes(Dimensions dimensions, Episodes episodes) {
    this.dimensions = dimensions;
    this.episodes = episodes;
  }

  @Override
  public Uni<Void> saw(Mutiny.Session session, List<Envelope> events) {
    return dimensions.keep(
        session,
        events.stream()
            .filter(envelope -> envelope.event() instanceof LeadEvent.Received)
            .toList());
  }

  @Override
  public Uni<Void> noted(Mutiny.Session session, List<Entry> entries, List<Fact> facts) {
    Changes changes = new Changes();
    facts.forEach(changes::add);
    return episodes
        .begin(session, changes.begun)
        .chain(() -> episodes.work(session, List.copyOf(changes.worked.values())))
        .chain(() -> episodes.end(session, changes.ended));
  }

  /** What the facts of one transaction mean for the ownerships they are about. */
  private static final class Changes {
    private final List<Begun> begun = new ArrayList<>();
    private final Map<Of, Worked> worked = new LinkedHashMap<>();
    private final List<Ended> ended = new ArrayList<>();

    void add(Fact fact) {
      Instant at = fact.at();
      switch (fact.event()) {
        case OwnershipEvent.Granted e ->
            begun.add(
                new Begun(
                    new Of(e.leadId(), e.epoch()),
                    e.owner(),
                    e.team(),
                    at,
                    e.deadline(),
                    CLAIMED.equals(e.cause()) ? at : null));
        case OwnershipEvent.Transferred e -> {
          end(e.leadId(), e.epoch(), at, e.cause(), null);
          begun.add(
              new Begun(new Of(e.leadId(), e.epoch()), e.to(), e.team(), at, e.deadline(), null));
        }
        case OwnershipEvent.Accepted e ->
            work(new Worked(new Of(e.leadId(), e.epoch()), 0, null, e.at(), null));
        case OwnershipEvent.Activity e ->
            work(
                new Worked(
                    new Of(e.leadId(), e.epoch()), 1, e.qualifying() ? e.at() : null, null, null));
        case OwnershipEvent.Extended e ->
            work(new Worked(new Of(e.leadId(), e.epoch()), 0, null, null, e.deadline()));
        case OwnershipEvent.Released e -> end(e.leadId(), e.epoch(), at, e.cause(), null);
        case OwnershipEvent.Closed e -> end(e.leadId(), e.epoch(), at, e.result(), e.value());
        default -> {}
      }
    }

    private void work(Worked more) {
      worked.merge(more.of(), more, Worked::and);
    }

    /** The fact made the epoch after the one it ends. */
    private void end(
        String lead, long epoch, Instant at, String ending, @Nullable BigDecimal value) {
      ended.add(new Ended(new Of(lead, epoch - 1), at, ending, value));
    }
  }
}
