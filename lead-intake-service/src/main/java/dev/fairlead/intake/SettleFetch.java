package dev.fairlead.intake;

import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.kind.Kinds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** Takes the lead that a submission only announced, by the way every lead takes. */
@ApplicationScoped
public class SettleFetch {

  private static final byte[] NOTHING = new byte[0];

  private final Examination examination;
  private final ArrivalQueue queue;
  private final Kinds kinds;

  SettleFetch(Examination examination, ArrivalQueue queue, Kinds kinds) {
    this.examination = examination;
    this.queue = queue;
    this.kinds = kinds;
  }

  /** The platform gave it. */
  public Uni<Settled> given(
      Fetches.Due due, Connector connector, Reading reading, byte[] answer, Instant now) {
    String origin = kinds.named(connector.kind()).orElseThrow().source();
    return queue.settle(
        examination.understood(arrival(due, answer, now), reading, connector, origin));
  }

  /** There is nothing to be had any more. */
  public Uni<Settled> ended(Fetches.Due due, Refusal refusal, Instant now) {
    return queue.settle(arrival(due, NOTHING, now).refused(refusal));
  }

  private static Arrival arrival(Fetches.Due due, byte[] answer, Instant now) {
    RawRequest raw =
        new RawRequest("GET", "/in/" + due.connector(), null, Map.of(), null, answer, now);
    return Arrival.of(
        new Arrival.Fetched(due.id(), due.submissionId(), due.attempts()),
        due.connector(),
        raw,
        due.flow());
  }
}
