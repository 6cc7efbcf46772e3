package dev.fairlead.intake.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead is, in regions of the tree.
 *
 * @param path names from the root down; empty when unknown
 * @param from {@code address}, {@code ip} or {@code phone}; null when unknown
 */
public record Whereabouts(List<String> path, @Nullable String from) {

  public Whereabouts {
    path = List.copyOf(path);
  }

  /**
   * Decides it: the given address first, else the network it was sent from, else the number. An
   * address that names no more than the country is made more exact by the other two when they lie
   * in it.
   *
   * @param ip where the sender's network is; null when not known
   * @param phone where the number was given out; null when not known
   */
  public static Whereabouts of(
      Regions regions, LeadData lead, @Nullable Place ip, @Nullable Place phone) {
    List<String> given = regions.find(lead.city(), lead.region(), lead.country());
    List<String> country = regions.find(null, null, lead.country());
    if (given.size() > country.size()) {
      return new Whereabouts(regions.refine(given, lead.person().street()), "address");
    }
    List<String> byIp = within(regions, lead.country(), country, ip);
    if (!byIp.isEmpty()) {
      return new Whereabouts(byIp, "ip");
    }
    List<String> byPhone = within(regions, lead.country(), country, phone);
    if (!byPhone.isEmpty()) {
      return new Whereabouts(byPhone, "phone");
    }
    return new Whereabouts(country, country.isEmpty() ? null : "address");
  }

  private static List<String> within(
      Regions regions, @Nullable String given, List<String> country, @Nullable Place place) {
    if (place == null || isElsewhere(given, place.country())) {
      return List.of();
    }
    List<String> found = regions.find(place);
    boolean isWithin =
        found.size() > country.size() && found.subList(0, country.size()).equals(country);
    return isWithin ? found : List.of();
  }

  private static boolean isElsewhere(@Nullable String given, @Nullable String other) {
    String one = given == null ? null : Countries.code(given);
    return one != null && other != null && !one.equals(Countries.code(other));
  }
}
