package dev.fairlead.intake.domain;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The canonical field names and the spellings under which senders know them. */
final class CanonicalNames {

  /** Address of the person's browser: looked up, never told on. */
  static final String IP = "ip";

  private static final int SHORT = 255;

  /** Longest value by canonical name, in characters. */
  private static final Map<String, Integer> LONGEST =
      Map.ofEntries(
          entry("source", 100),
          entry("externalId", SHORT),
          entry("firstName", SHORT),
          entry("lastName", SHORT),
          entry("fullName", SHORT),
          entry("email", 254),
          entry("phone", 50),
          entry("wechat", 100),
          entry("company", SHORT),
          entry("jobTitle", SHORT),
          entry("street", SHORT),
          entry("postalCode", 30),
          entry("city", SHORT),
          entry("region", SHORT),
          entry("country", 100),
          entry("industry", SHORT),
          entry("segment", SHORT),
          entry("productLine", SHORT),
          entry("value", 40),
          entry("message", 10_000),
          entry("submittedAt", 40),
          entry("campaign", SHORT),
          entry("adGroup", SHORT),
          entry("ad", SHORT),
          entry("form", SHORT),
          entry("formName", SHORT),
          entry("page", 2048),
          entry("keyword", SHORT),
          entry("landingPage", 2048),
          entry("clickId", 512),
          entry(IP, SHORT),
          entry("test", 5));

  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          entry("name", "fullName"),
          entry("tel", "phone"),
          entry("telephone", "phone"),
          entry("mobile", "phone"),
          entry("title", "jobTitle"),
          entry("zip", "postalCode"),
          entry("campaignId", "campaign"),
          entry("adgroupId", "adGroup"),
          entry("adGroupId", "adGroup"),
          entry("adId", "ad"),
          entry("formId", "form"),
          entry("pageId", "page"),
          entry("pageUrl", "landingPage"),
          entry("gclid", "clickId"),
          entry("fbclid", "clickId"),
          entry("msclkid", "clickId"),
          entry("ttclid", "clickId"),
          entry("bdVid", "clickId"),
          entry("remoteIp", IP),
          entry("clientIp", IP),
          entry("userIp", IP),
          entry("ipAddress", IP),
          entry("isTest", "test"));

  /** Fields that steer the request and say nothing of the lead. */
  private static final Set<String> STEERING =
      Set.of(
          "_charset_",
          "returnUrl",
          "retUrl",
          "retURL",
          "submit",
          "cfTurnstileResponse",
          "hCaptchaResponse",
          "gRecaptchaResponse",
          "captchaSettings");

  private CanonicalNames() {}

  /** The canonical name of a field in any spelling; null when it has none. */
  static @Nullable String of(String sent) {
    String camel = camel(sent);
    String name = SPELLINGS.getOrDefault(camel, camel);
    return LONGEST.containsKey(name) ? name : null;
  }

  static int longest(String canonical) {
    return LONGEST.getOrDefault(canonical, SHORT);
  }

  static boolean isSteering(String sent) {
    return STEERING.contains(sent) || STEERING.contains(camel(sent));
  }

  /** {@code first_name} and {@code first-name} to {@code firstName}; others unchanged. */
  static String camel(String name) {
    if (name.indexOf('_') <= 0 && name.indexOf('-') <= 0) {
      return name;
    }
    StringBuilder camel = new StringBuilder(name.length());
    boolean up = false;
    for (char c : name.toCharArray()) {
      if (c == '_' || c == '-') {
        up = !camel.isEmpty();
      } else {
        camel.append(up ? Character.toUpperCase(c) : c);
        up = false;
      }
    }
    return camel.toString();
  }
}
