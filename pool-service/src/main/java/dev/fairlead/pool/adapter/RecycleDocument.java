package dev.fairlead.pool.adapter;

import dev.fairlead.pool.domain.Destination;
import dev.fairlead.pool.domain.LapseReason;
import dev.fairlead.pool.domain.RecycleRule;
import dev.fairlead.pool.domain.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When an owner loses a lead, as it is written.
 *
 * @param reason a {@link LapseReason} code
 * @param after ISO-8601
 * @param level the customer level (segment) it is for; absent for all that have none of their own
 * @param to {@code pool} or {@code assignment}; absent for where the ledger sends it by itself
 */
public record RecycleDocument(
    @Nullable String reason, @Nullable String after, @Nullable String level, @Nullable String to) {

  /** What they say, for documents that were checked. */
  static List<RecycleRule> rules(@Nullable List<RecycleDocument> documents) {
    return documents == null
        ? List.of()
        : documents.stream().flatMap(document -> document.rule().stream()).toList();
  }

  private Optional<RecycleRule> rule() {
    return Optional.ofNullable(reason)
        .flatMap(LapseReason::of)
        .filter(known -> after != null)
        .map(known -> new RecycleRule(known, Span.parse(String.valueOf(after)), level, goal()));
  }

  private @Nullable Destination goal() {
    return Stream.of(Destination.values())
        .filter(destination -> destination.code().equals(to))
        .findFirst()
        .orElse(null);
  }
}
