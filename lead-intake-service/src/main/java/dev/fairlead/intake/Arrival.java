package dev.fairlead.intake;

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
    @Nullable Once once) {

  /** The same, refused. */
  Arrival refused(Refusal because) {
    return new Arrival(id, connector, raw, flow, proven, because, List.of(), once);
  }

  /** An {@code Idempotency-Key}, whose it is, and a fingerprint of what was asked. */
  record Once(String caller, String key, String fingerprint) {}
}
