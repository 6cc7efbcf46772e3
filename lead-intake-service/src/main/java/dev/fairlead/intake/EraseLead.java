package dev.fairlead.intake;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.Leads;
import dev.fairlead.intake.adapter.Submissions;
import dev.fairlead.intake.imports.adapter.Imports;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Removes the personal data of a lead here, and tells everybody else to do so. */
@ApplicationScoped
public class EraseLead {

  private final Leads leads;
  private final Submissions submissions;
  private final Fetches fetches;
  private final Imports imports;
  private final EventLog log;

  EraseLead(Leads leads, Submissions submissions, Fetches fetches, Imports imports, EventLog log) {
    this.leads = leads;
    this.submissions = submissions;
    this.fetches = fetches;
    this.imports = imports;
    this.log = log;
  }

  /** Erases within a command's transaction; answers since when the data are gone. */
  public Uni<Instant> erase(Mutiny.Session session, UUID leadId, Flow flow) {
    Instant now = Instant.now();
    return leads
        .lock(session, leadId)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("lead.unknown", "such lead"))
        .chain(
            lead ->
                lead.erasedAt() != null
                    ? Uni.createFrom().item(lead.erasedAt())
                    : erase(session, leadId, flow, now));
  }

  /** Erases a lead that its sender takes back, which is told first. */
  Uni<Void> withdraw(Mutiny.Session session, UUID leadId, Flow flow, Instant now) {
    Fact fact = Fact.of(new LeadEvent.Withdrawn(leadId.toString()), flow, now);
    return leads
        .lock(session, leadId)
        .chain(
            lead ->
                lead == null || lead.erasedAt() != null
                    ? Uni.createFrom().voidItem()
                    : log.append(session, List.of(fact))
                        .chain(() -> erase(session, leadId, flow, now))
                        .replaceWithVoid());
  }

  private Uni<Instant> erase(Mutiny.Session session, UUID leadId, Flow flow, Instant now) {
    Fact fact = Fact.of(new LeadEvent.Erased(leadId.toString()), flow, now);
    return leads
        .erase(session, leadId, now)
        .chain(() -> imports.forget(session, leadId))
        .chain(() -> submissions.erase(session, leadId))
        .chain(() -> fetches.erase(session, leadId))
        .chain(() -> log.append(session, List.of(fact)))
        .replaceWith(now);
  }
}
