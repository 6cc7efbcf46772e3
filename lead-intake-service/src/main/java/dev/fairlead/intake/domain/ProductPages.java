package dev.fairlead.intake.domain;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which product line a page is about, by the longest beginning of its address that is known. */
final class ProductPages {
  private ProductPages() {}

  /**
   * The product line of a page; null when no beginning fits. A beginning ends at a border of the
   * address: {@code https://example.com/crm} fits {@code …/crm/prices}, not {@code …/crm2}.
   */
  static @Nullable String productLine(Map<String, String> pages, @Nullable String page) {
    if (page == null) {
      return null;
    }
    String address = bare(page);
    return pages.entrySet().stream()
        .filter(entry -> isBeginning(bare(entry.getKey()), address))
        .max(Comparator.comparingInt(entry -> bare(entry.getKey()).length()))
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  private static boolean isBeginning(String beginning, String address) {
    return address.startsWith(beginning)
        && (beginning.endsWith("/")
            || address.length() == beginning.length()
            || "/?#".indexOf(address.charAt(beginning.length())) >= 0);
  }

  /** Without scheme and {@code www.}, by which the same page is written differently. */
  private static String bare(String address) {
    String text = address.strip();
    int scheme = text.indexOf("://");
    String rest = scheme < 0 ? text : text.substring(scheme + 3);
    return rest.startsWith("www.") ? rest.substring(4) : rest;
  }
}
