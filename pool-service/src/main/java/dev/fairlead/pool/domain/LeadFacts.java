package dev.fairlead.pool.domain;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is, without who it is: no personal data here.
 *
 * @param regionPath names from the root of the region tree down; empty when unknown
 * @param jobTitle what the person is there
 * @param value expected deal value in the organisation's currency
 */
public record LeadFacts(
    String leadId,
    String source,
    List<String> regionPath,
    @Nullable String city,
    @Nullable String country,
    @Nullable String industry,
    @Nullable String segment,
    @Nullable String productLine,
    @Nullable BigDecimal value,
    @Nullable String company,
    @Nullable String jobTitle) {

  public LeadFacts {
    regionPath = List.copyOf(regionPath);
  }

  /** Facts of a lead whose person's job is not known. */
  public LeadFacts(
      String leadId,
      String source,
      List<String> regionPath,
      @Nullable String city,
      @Nullable String country,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String productLine,
      @Nullable BigDecimal value,
      @Nullable String company) {
    this(
        leadId,
        source,
        regionPath,
        city,
        country,
        industry,
        segment,
        productLine,
        value,
        company,
        null);
  }

  /** Name of the most specific known region; empty when unknown. */
  public String region() {
    return regionPath.isEmpty() ? "" : regionPath.getLast();
  }
}
