package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.roster.domain.RegionTree;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may look at of a lead. Nothing that tells who the person is.
 *
 * @param region names from the root of the region tree down; empty when unknown
 * @param regionText the region as it was sent
 * @param value expected deal value in the organisation's currency
 * @param previousLeadId the closed lead of the same person that this one follows
 */
public record LeadFacts(
    @Nullable String source,
    @Nullable String connector,
    @Nullable String company,
    @Nullable String jobTitle,
    List<String> region,
    @Nullable String regionText,
    @Nullable String city,
    @Nullable String country,
    @Nullable String industry,
    @Nullable String segment,
    @Nullable String productLine,
    @Nullable BigDecimal value,
    @Nullable String campaign,
    @Nullable String keyword,
    @Nullable String page,
    @Nullable String landingPage,
    Map<String, String> utm,
    @Nullable String previousLeadId) {

  /** Nothing known. */
  public static final LeadFacts NONE =
      new LeadFacts(
          null, null, null, null, List.of(), null, null, null, null, null, null, null, null, null,
          null, null, Map.of(), null);

  private static final List<String> UTM =
      List.of("source", "medium", "campaign", "term", "content");

  public LeadFacts {
    region = region == null ? List.of() : List.copyOf(region);
    utm = utm == null ? Map.of() : Map.copyOf(utm);
  }

  /** The same without free text and without what only one person or company has. */
  public LeadFacts impersonal() {
    return new LeadFacts(
        source,
        connector,
        null,
        null,
        region,
        null,
        null,
        country,
        industry,
        segment,
        productLine,
        value,
        campaign,
        null,
        null,
        null,
        Map.of(),
        previousLeadId);
  }

  /**
   * The fields conditions read as {@code lead}. What is absent is an empty text, 0 or an empty
   * list, so that a condition need not ask first.
   *
   * @param stage of the lead's way (SDR, AE …); null for a new lead
   */
  public Map<String, Object> view(RegionTree regions, @Nullable String stage) {
    List<String> path = path(regions);
    Map<String, Object> view = new HashMap<>();
    view.put("region", path.isEmpty() ? "" : path.getLast());
    view.put("regionPath", path);
    view.put("value", value == null ? 0.0 : value.doubleValue());
    view.put("utm", utmView());
    put(view, "source", source);
    put(view, "connector", connector);
    put(view, "company", company);
    put(view, "jobTitle", jobTitle);
    put(view, "regionText", regionText);
    put(view, "city", city);
    put(view, "country", country);
    put(view, "industry", industry);
    put(view, "segment", segment);
    put(view, "productLine", productLine);
    put(view, "campaign", campaign);
    put(view, "keyword", keyword);
    put(view, "page", page);
    put(view, "landingPage", landingPage);
    put(view, "stage", stage);
    return view;
  }

  /** The path of the most specific region the tree knows of; intake's own path if it knows none. */
  private List<String> path(RegionTree regions) {
    for (int i = region.size() - 1; i >= 0; i--) {
      String node = regions.resolve(region.get(i));
      if (node != null) {
        return regions.path(node);
      }
    }
    if (!region.isEmpty()) {
      return region;
    }
    List<String> byCity = regions.path(regions.resolve(city));
    return byCity.isEmpty() ? regions.path(regions.resolve(regionText)) : byCity;
  }

  private Map<String, String> utmView() {
    Map<String, String> view = new HashMap<>();
    UTM.forEach(key -> view.put(key, ""));
    view.putAll(utm);
    return view;
  }

  private static void put(Map<String, Object> view, String name, @Nullable String value) {
    view.put(name, value == null ? "" : value);
  }
}
