package dev.fairlead.ownership.report.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report: what became of the ownerships that began in a period.
 *
 * @param key rep, team, region, source or product line; {@code unknown} where it is not known
 * @param name of the rep; null for other keys
 * @param period first day of the day, week or month; null for the whole span
 * @param received ownerships that began
 * @param accepted those that were accepted, or claimed
 * @param firstResponseMedian seconds from the beginning to the first qualifying activity; null
 *     without any
 * @param firstResponseP90 within so many seconds nine in ten of those that got one got it
 * @param activities logged on them
 * @param recycled ended because nobody followed up
 * @param notAccepted ended because nobody accepted in time
 * @param returned given back by the owner
 * @param value of those won
 * @param protectionUsed mean share of the time from the beginning to the deadline that had passed
 *     when the ownership ended, or now when it runs; 0 to 1
 * @param credit leads won as they count to whom they are credited; a split one counts by its shares
 * @param creditedValue their value, by the same shares
 */
public record Figures(
    String key,
    @Nullable String name,
    @Nullable String period,
    long received,
    long accepted,
    @Nullable BigDecimal firstResponseMedian,
    @Nullable BigDecimal firstResponseP90,
    long activities,
    long recycled,
    long notAccepted,
    long returned,
    long won,
    BigDecimal value,
    long lost,
    @Nullable BigDecimal protectionUsed,
    BigDecimal credit,
    BigDecimal creditedValue) {}
