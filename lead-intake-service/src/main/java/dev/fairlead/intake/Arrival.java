package dev.fairlead.intake;

import dev.fairlead.intake.domain.Announced;
import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.RawRequest;
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
 * @param withdrawn leads that the sender takes back
 * @param once the key under which it may take effect once; null without one
 * @param fetched what it answers to; null for what came by itself
 */
record Arrival(
    UUID id,
    String connector,
    RawRequest raw,
    Flow flow,
    boolean proven,
    @Nullable Refusal refusal,
    List<Draft> drafts,
    List<Announced> notices,
    List<Announced> withdrawn,
    @Nullable Once once,
    @Nullable Fetched fetched) {

  /** A request of which nothing is understood yet. */
  static Arrival of(
      UUID id, String connector, RawRequest raw, Flow flow, boolean proven, @Nullable Once once) {
    return new Arrival(
        id, connector, raw, flow, proven, null, List.of(), List.of(), List.of(), once, null);
  }

  /** A platform's answer to what we asked for a submission that was taken before. */
  static Arrival of(Fetched fetched, String connector, RawRequest raw, Flow flow) {
    return new Arrival(
        fetched.submissionId(),
        connector,
        raw,
        flow,
        true,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        fetched);
  }

  /** The same, refused. */
  Arrival refused(Refusal because) {
    return new Arrival(
        id, connector, raw, flow, proven, because, List.of(), List.of(), List.of(), once, fetched);
  }

  /** The same, understood. */
  Arrival with(List<Draft> leads, List<Announced> announced, List<Announced> takenBack) {
    return new Arrival(
        id, connector, raw, flow, proven, null, leads, announced, takenBack, once, fetched);
  }

  /** The same, sent by the browsers of the people themselves. */
  Arrival fromBrowser() {
    List<Draft> theirs = drafts.stream().map(draft -> draft.sentFrom(raw.remoteIp())).toList();
    return refusal == null ? with(theirs, notices, withdrawn) : this;
  }

  /** The same submission once more, without the key that let it in once. */
  Arrival again(UUID first, String origin) {
    return new Arrival(
        first, origin, raw, flow, proven, refusal, drafts, notices, withdrawn, null, null);
  }

  /**
   * One of the fetches a submission waits for.
   *
   * @param attempts as they were when we took it; when they have moved on it is not ours any more
   */
  record Fetched(UUID fetchId, UUID submissionId, int attempts) {}

  /** An {@code Idempotency-Key}, whose it is, and a fingerprint of what was asked. */
  record Once(String caller, String key, String fingerprint) {}
}
