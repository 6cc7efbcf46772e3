package dev.fairlead.intake;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.kind.Kinds;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a page of leads that we asked a platform for; it is a submission like any other. */
@ApplicationScoped
public class TakePage {

  /** In the place of the HTTP method: nobody sent it to us. */
  public static final String METHOD = "PULL";

  private final Examination examination;
  private final ArrivalQueue queue;
  private final Kinds kinds;
  private final SubmissionMetrics metrics;

  TakePage(Examination examination, ArrivalQueue queue, Kinds kinds, SubmissionMetrics metrics) {
    this.examination = examination;
    this.queue = queue;
    this.kinds = kinds;
    this.metrics = metrics;
  }

  /** Settles the page; a failure means that nothing of it is stored. */
  public Uni<Settled> take(Connector connector, List<Reading> readings, byte[] page, Instant now) {
    RawRequest raw =
        new RawRequest(
            METHOD,
            "/in/" + connector.id(),
            null,
            Map.of("content-type", "application/json"),
            null,
            page,
            now);
    return queue
        .settle(arrival(Ids.next(), connector, raw, Flow.start(), readings))
        .invoke(settled -> metrics.count(connector.kind(), settled));
  }

  /** The leads of the page that can be taken; refused when none can. */
  Arrival arrival(UUID id, Connector connector, RawRequest raw, Flow flow, List<Reading> readings) {
    List<LeadData> leads = new ArrayList<>();
    Refusal refusal = Refusal.of(Refusal.Reason.MALFORMED, "there is no lead in it");
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Leads some -> leads.addAll(some.leads());
        case Reading.Refused refused -> refusal = refused.refusal();
      }
    }
    Arrival blank = Arrival.of(id, connector.id(), raw, flow, true, null);
    String origin = kinds.named(connector.kind()).orElseThrow().source();
    return leads.isEmpty()
        ? blank.refused(refusal)
        : examination.understood(blank, Reading.of(leads), connector, origin);
  }
}
