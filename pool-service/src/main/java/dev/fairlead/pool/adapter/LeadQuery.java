package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to list of a pool; absent filters let everything pass.
 *
 * @param region the region itself or any below it, by any of its names
 * @param recycledTimes how often an owner has given the lead back or lost it
 * @param text looked for in company, job title and city
 * @param after the place the page begins behind
 */
public record LeadQuery(
    @Nullable String cause,
    @Nullable String source,
    @Nullable String region,
    @Nullable String industry,
    @Nullable String segment,
    @Nullable String productLine,
    @Nullable BigDecimal minValue,
    @Nullable Instant pooledFrom,
    @Nullable Instant pooledTo,
    @Nullable Integer recycledTimes,
    @Nullable String text,
    Sort sort,
    @Nullable Place after,
    int limit) {

  /** The order of the list. */
  public enum Sort {
    OLDEST("p.pooled_at, p.lead_id"),
    NEWEST("p.pooled_at desc, p.lead_id desc"),
    VALUE("coalesce((f.facts ->> 'value')::numeric, -1) desc, p.lead_id");

    private final String columns;

    Sort(String columns) {
      this.columns = columns;
    }

    String columns() {
      return columns;
    }

    /** The sort of that name; the oldest first without one, so that none waits for ever. */
    static Sort of(@Nullable String name) {
      return name == null || name.isBlank()
          ? OLDEST
          : Stream.of(values())
              .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      ProblemException.invalid(
                          "request.parameter", "/sort", "is one of oldest, newest, value"));
    }
  }

  /** The key of a list's last item, in the sort it was listed by. */
  record Place(@Nullable Instant pooledAt, @Nullable BigDecimal value, String leadId) {

    static @Nullable Place of(Sort sort, @Nullable String cursor) {
      if (cursor == null) {
        return null;
      }
      try {
        String[] parts = cursor.split("\\|", 3);
        if (!parts[0].equals(sort.name())) {
          throw new IllegalArgumentException("of another sort");
        }
        return sort == Sort.VALUE
            ? new Place(null, new BigDecimal(parts[1]), parts[2])
            : new Place(Instant.parse(parts[1]), null, parts[2]);
      } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new ProblemException(
            Problem.of(400, "request.cursor", "the cursor is not one of this list"));
      }
    }
  }

  /** Where an item stands, for the cursor. */
  String place(LeadList.Listed lead) {
    String key =
        sort == Sort.VALUE
            ? Objects.requireNonNullElse(lead.sortValue(), BigDecimal.ONE.negate()).toPlainString()
            : lead.since().toString();
    return sort.name() + '|' + key + '|' + lead.leadId();
  }

  /**
   * Ends the request with 422 when it filters or sorts by what this pool masks: the answer would
   * tell it.
   */
  void require(Set<String> masked) {
    List<Problem.Violation> wrong = new ArrayList<>();
    hidden(masked, wrong, "source", source);
    hidden(masked, wrong, "region", region);
    hidden(masked, wrong, "industry", industry);
    hidden(masked, wrong, "segment", segment);
    hidden(masked, wrong, "productLine", productLine);
    hidden(masked, wrong, "minValue", masked.contains("value") ? minValue : null);
    if (sort == Sort.VALUE && masked.contains("value")) {
      wrong.add(new Problem.Violation("/sort", "the value is masked in this pool"));
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid("list.masked", wrong);
    }
  }

  private static void hidden(
      Set<String> masked, List<Problem.Violation> wrong, String field, @Nullable Object filter) {
    if (filter != null && (masked.contains(field) || field.equals("minValue"))) {
      wrong.add(new Problem.Violation("/" + field, "is masked in this pool"));
    }
  }

  LeadQuery within(@Nullable String regionName) {
    return new LeadQuery(
        cause,
        source,
        regionName,
        industry,
        segment,
        productLine,
        minValue,
        pooledFrom,
        pooledTo,
        recycledTimes,
        text,
        sort,
        after,
        limit);
  }
}
