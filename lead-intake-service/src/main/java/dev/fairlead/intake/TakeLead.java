package dev.fairlead.intake;

import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.kind.ApiKind;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Takes a lead of a caller with a token; each caller is a source of its own. */
@ApplicationScoped
public class TakeLead {

  private final Examination examination;
  private final ArrivalQueue queue;
  private final SubmissionMetrics metrics;
  private final Connectors connectors;
  private final ApiKind kind;

  TakeLead(
      Examination examination,
      ArrivalQueue queue,
      SubmissionMetrics metrics,
      Connectors connectors,
      ApiKind kind) {
    this.examination = examination;
    this.queue = queue;
    this.metrics = metrics;
    this.connectors = connectors;
    this.kind = kind;
  }

  /** Settles the lead; a failure means that nothing of it is stored. */
  public Uni<Settled> take(Caller caller, RawRequest raw, Flow flow) {
    return settle(examination.proven(Ids.next(), kind, own(caller), raw, flow, caller.id()));
  }

  /** Keeps what cannot be taken apart into leads. */
  Uni<Settled> refuse(Caller caller, RawRequest raw, Flow flow, Refusal refusal) {
    return settle(Arrival.of(Ids.next(), own(caller).id(), raw, flow, true, null).refused(refusal));
  }

  private Uni<Settled> settle(Arrival arrival) {
    return queue.settle(arrival).invoke(settled -> metrics.count("token", settled));
  }

  private Connector own(Caller caller) {
    return new Connector(kind.name(), caller.id(), true, connectors.defaults(), Map.of());
  }
}
