package dev.fairlead.intake.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The domain by which a company is known: that of its mail, else that of the web site it named. */
final class CompanyDomain {

  private static final Set<String> FREE_MAIL =
      new HashSet<>(WordList.lines("free-mail-providers.txt"));
  private static final Set<String> WEBSITE =
      Set.of("website", "companyWebsite", "homepage", "companyUrl", "网站", "官网", "公司网站", "公司官网");

  private CompanyDomain() {}

  /** The domain of a lead's company; null when neither mail nor web site tell one. */
  static @Nullable String of(LeadData lead) {
    String sent = lead.person().email();
    String email = sent == null ? null : Identity.email(sent);
    String domain = email == null ? null : ofEmail(email);
    return domain == null ? ofAnswers(lead) : domain;
  }

  /** The domain of a normalised address, unless anybody may have one there. */
  static @Nullable String ofEmail(String email) {
    String domain = email.substring(email.lastIndexOf('@') + 1);
    return isFreeMail(domain) ? null : domain;
  }

  private static boolean isFreeMail(String domain) {
    for (String part = domain;
        part.indexOf('.') > 0;
        part = part.substring(part.indexOf('.') + 1)) {
      if (FREE_MAIL.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String ofAnswers(LeadData lead) {
    for (LeadData.Answered answer : lead.answers()) {
      if (WEBSITE.contains(CanonicalNames.camel(answer.key()))) {
        return ofWebsite(answer.value());
      }
    }
    return null;
  }

  /** The host of an address without {@code www.}; null when it is none. */
  static @Nullable String ofWebsite(String address) {
    String text = address.strip();
    try {
      String host = new URI(text.contains("://") ? text : "https://" + text).getHost();
      if (host == null || Identity.email("info@" + host) == null) {
        return null;
      }
      String lower = host.toLowerCase(Locale.ROOT);
      return lower.startsWith("www.") ? lower.substring(4) : lower;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
