package dev.fairlead.intake;

import dev.fairlead.intake.captcha.VerifyCaptcha;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.fetch.FetchLeads;
import dev.fairlead.kit.event.Flow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes a request of a connector: examined here, by whoever made its captcha if it has one, and
 * settled in a transaction it may share.
 */
@ApplicationScoped
public class TakeSubmission {

  private final Examination examination;
  private final RateLimits rateLimits;
  private final VerifyCaptcha captcha;
  private final ArrivalQueue queue;
  private final SubmissionMetrics metrics;
  private final FetchLeads fetchLeads;

  TakeSubmission(
      Examination examination,
      RateLimits rateLimits,
      VerifyCaptcha captcha,
      ArrivalQueue queue,
      SubmissionMetrics metrics,
      FetchLeads fetchLeads) {
    this.examination = examination;
    this.rateLimits = rateLimits;
    this.captcha = captcha;
    this.queue = queue;
    this.metrics = metrics;
    this.fetchLeads = fetchLeads;
  }

  /** Settles the request; a failure means that nothing of it is stored. */
  public Uni<Settled> take(ConnectorKind kind, Connector connector, RawRequest raw, Flow flow) {
    Arrival arrival =
        limited(
            connector,
            examination.examine(kind, connector, raw, flow, "connector:" + connector.id()));
    return person(kind, connector, raw, arrival)
        .chain(queue::settle)
        .invoke(settled -> metrics.count(connector.kind(), settled))
        .invoke(
            settled -> {
              if (settled instanceof Settled.Pending) {
                fetchLeads.wake();
              }
            });
  }

  /** Only who has proved itself counts: strangers must not use up what a sender may do. */
  private Arrival limited(Connector connector, Arrival arrival) {
    boolean tooMany = arrival.proven() && !rateLimits.admits(connector, arrival.raw().receivedAt());
    return tooMany
        ? arrival.refused(
            Refusal.of(Refusal.Reason.RATE_LIMIT, "more than this connector may send"))
        : arrival;
  }

  /** Nobody is asked about what is refused anyway: a token is good for one time. */
  private Uni<Arrival> person(
      ConnectorKind kind, Connector connector, RawRequest raw, Arrival arrival) {
    boolean asked = connector.settings().captcha() != null && arrival.refusal() == null;
    return asked
        ? captcha
            .verify(kind, connector, raw)
            .map(refusal -> refusal.<Arrival>map(arrival::refused).orElse(arrival))
        : Uni.createFrom().item(arrival);
  }
}
