package dev.fairlead.intake;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.kit.event.Flow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a request of a connector: examined here, settled in a transaction it may share. */
@ApplicationScoped
public class TakeSubmission {

  private final Examination examination;
  private final ArrivalQueue queue;
  private final SubmissionMetrics metrics;

  TakeSubmission(Examination examination, ArrivalQueue queue, SubmissionMetrics metrics) {
    this.examination = examination;
    this.queue = queue;
    this.metrics = metrics;
  }

  /** Settles the request; a failure means that nothing of it is stored. */
  public Uni<Settled> take(ConnectorKind kind, Connector connector, RawRequest raw, Flow flow) {
    return queue
        .settle(examination.examine(kind, connector, raw, flow, "connector:" + connector.id()))
        .invoke(settled -> metrics.count(connector.kind(), settled));
  }
}
