package dev.fairlead.pool.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rep is good at, as the roster says it.
 *
 * @param regions names of the regions he works
 * @param skills level by skill
 */
public record Talents(
    Set<String> regions,
    Set<String> productLines,
    Set<String> industries,
    Set<String> segments,
    Set<String> interests,
    Map<String, Integer> skills) {

  /** Nothing known. */
  public static final Talents NONE =
      new Talents(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of());

  /** The score of a perfect fit. */
  public static final int PERFECT = 100;

  private static final int REGION = 25;
  private static final int PRODUCT_LINE = 25;
  private static final int INDUSTRY = 15;
  private static final int SEGMENT = 10;
  private static final int INTEREST = 15;
  private static final int SKILL_LEVEL = 2;
  private static final int HIGHEST_LEVEL = 5;

  public Talents {
    regions = Set.copyOf(regions);
    productLines = Set.copyOf(productLines);
    industries = Set.copyOf(industries);
    segments = Set.copyOf(segments);
    interests = Set.copyOf(interests);
    skills = Map.copyOf(skills);
  }

  /**
   * How well he fits a lead, 0 to {@value #PERFECT}: region 25 (one of his is the lead's or lies
   * above it), product line 25, industry 15, segment 10, interest in the product line, industry or
   * segment 15, and 2 for every level, up to 5, of his best skill named like the product line or
   * the industry.
   */
  public int fit(LeadFacts lead) {
    return points(lead.regionPath().stream().anyMatch(regions::contains), REGION)
        + points(has(productLines, lead.productLine()), PRODUCT_LINE)
        + points(has(industries, lead.industry()), INDUSTRY)
        + points(has(segments, lead.segment()), SEGMENT)
        + points(topics(lead).anyMatch(interests::contains), INTEREST)
        + SKILL_LEVEL * level(lead);
  }

  private int level(LeadFacts lead) {
    int best =
        Stream.of(lead.productLine(), lead.industry())
            .filter(Objects::nonNull)
            .mapToInt(name -> skills.getOrDefault(name, 0))
            .max()
            .orElse(0);
    return Math.clamp(best, 0, HIGHEST_LEVEL);
  }

  private static Stream<String> topics(LeadFacts lead) {
    return Stream.of(lead.productLine(), lead.industry(), lead.segment())
        .<String>mapMulti(
            (name, into) -> {
              if (name != null) {
                into.accept(name);
              }
            });
  }

  private static boolean has(Set<String> names, @org.jspecify.annotations.Nullable String name) {
    return name != null && names.contains(name);
  }

  private static int points(boolean fits, int points) {
    return fits ? points : 0;
  }

  /** Talents of lists as the roster has them. */
  public static Talents of(
      List<String> regions,
      List<String> productLines,
      List<String> industries,
      List<String> segments,
      List<String> interests,
      Map<String, Integer> skills) {
    return new Talents(
        Set.copyOf(regions),
        Set.copyOf(productLines),
        Set.copyOf(industries),
        Set.copyOf(segments),
        Set.copyOf(interests),
        skills);
  }
}
