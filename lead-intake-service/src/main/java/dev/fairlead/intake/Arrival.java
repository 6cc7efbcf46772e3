package dev.fairlead.intake;

import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.Notice;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.event.Flow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission on its way into the database.
 *
 * @param id of the submission
 * @param connector {@code kind/key}
 * @param proven whether the sender has shown who it is
 * @param refusal why it is not accepted, null when it is
 * @param drafts its leads; none when refused
 * @param notices of leads that have to be fetched first
 * @param withdrawn the sender's ids of leads that it takes back
 * @param once the key under which it may take effect once; null without one
 */
record Arrival(
    UUID id,
    String connector,
    RawRequest raw,
    Flow flow,
    boolean proven,
    @Nullable Refusal refusal,
    List<Draft> drafts,
    List<Notice> notices,
    List<String> withdrawn,
    @Nullable Once once) {

  /** A request of which nothing is understood yet. */
  static Arrival of(
      UUID id, String connector, RawRequest raw, Flow flow, boolean proven, @Nullable Once once) {
    return new Arrival(
        id, connector, raw, flow, proven, null, List.of(), List.of(), List.of(), once);
  }

  /** The same, refused. */
  Arrival refused(Refusal because) {
    return new Arrival(
        id, connector, raw, flow, proven, because, List.of(), List.of(), List.of(), once);
  }

  /** The same, understood. */
  Arrival with(List<Draft> leads, Reading.Leads reading) {
    return new Arrival(
        id,
        connector,
        raw,
        flow,
        proven,
        null,
        leads,
        reading.notices(),
        reading.withdrawn(),
        once);
  }

  /** The same submission once more, without the key that let it in once. */
  Arrival again(UUID first, String origin) {
    return new Arrival(first, origin, raw, flow, proven, refusal, drafts, notices, withdrawn, null);
  }

  /** An {@code Idempotency-Key}, whose it is, and a fingerprint of what was asked. */
  record Once(String caller, String key, String fingerprint) {}
}
