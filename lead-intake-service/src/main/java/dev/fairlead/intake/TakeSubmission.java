package dev.fairlead.intake;

import dev.fairlead.intake.adapter.IdempotencyKeys;
import dev.fairlead.intake.captcha.VerifyCaptcha;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.fetch.FetchLeads;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
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
  private final IdempotencyKeys keys;
  private final Transactions transactions;

  TakeSubmission(
      Examination examination,
      RateLimits rateLimits,
      VerifyCaptcha captcha,
      ArrivalQueue queue,
      SubmissionMetrics metrics,
      FetchLeads fetchLeads,
      IdempotencyKeys keys,
      Transactions transactions) {
    this.examination = examination;
    this.rateLimits = rateLimits;
    this.captcha = captcha;
    this.queue = queue;
    this.metrics = metrics;
    this.fetchLeads = fetchLeads;
    this.keys = keys;
    this.transactions = transactions;
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
    if (connector.settings().captcha() == null || arrival.refusal() != null) {
      return Uni.createFrom().item(arrival);
    }
    return isAnswered(arrival)
        .chain(
            answered ->
                answered
                    ? Uni.createFrom().item(arrival)
                    : captcha
                        .verify(kind, connector, raw)
                        .map(refusal -> refusal.<Arrival>map(arrival::refused).orElse(arrival)));
  }

  /** The same request once more has the same token, which was good for one time. */
  private Uni<Boolean> isAnswered(Arrival arrival) {
    Arrival.Once once = arrival.once();
    if (once == null) {
      return Uni.createFrom().item(false);
    }
    IdempotencyKeys.Use use =
        new IdempotencyKeys.Use(once.caller(), once.key(), once.fingerprint());
    return transactions.run(session -> keys.isAnswered(session, use));
  }
}
