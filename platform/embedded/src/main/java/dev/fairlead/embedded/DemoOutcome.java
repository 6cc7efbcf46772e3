package dev.fairlead.embedded;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one lead.
 *
 * @param state {@code owned}, {@code pooled}, {@code closed}, {@code held}; {@code touched} when
 *     the person was known; else what went wrong
 * @param settled whether that is an outcome
 * @param waited from the submission to the owner; null without an owner
 */
record DemoOutcome(
    String leadId,
    DemoSource source,
    String state,
    boolean settled,
    @Nullable String owner,
    @Nullable String deadline,
    @Nullable String sentence,
    @Nullable Duration waited) {

  static DemoOutcome failed(DemoSource source, String leadId, String why) {
    return new DemoOutcome(leadId, source, why, false, null, null, null, null);
  }
}
