package dev.fairlead.ownership.contact.domain;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a person or company is known again, in the form in which intake compares it too: what is
 * one person there must be one here.
 *
 * @param value normalised, never shown and never stored as it is
 */
public record Identity(Kind kind, String value) {

  private static final Pattern LOCAL_PART = Pattern.compile("[^\\s@<>()\\[\\]\\\\,;:\"]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  /** What there is to be known by. */
  public enum Kind {
    PHONE("phone"),
    EMAIL("email"),
    WECHAT("wechat"),
    /** A company's name alone; strangers may share it. */
    COMPANY("company"),
    /** A company's name and its domain, which only the company itself has. */
    COMPANY_DOMAIN("company-domain");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As it is stored and asked for. */
    public String text() {
      return text;
    }
  }

  /** What is hashed: the kind belongs to it, so that equal texts of two kinds do not meet. */
  public String hashed() {
    return kind.text + '\n' + value;
  }

  /** A number that is in E.164 form already. */
  public static Identity phone(String e164) {
    return new Identity(Kind.PHONE, e164);
  }

  /** An address: folded to one width and lower case, its domain in ASCII; null when it is none. */
  public static @Nullable Identity email(String sent) {
    String text = folded(sent);
    int at = text.lastIndexOf('@');
    if (at <= 0 || !LOCAL_PART.matcher(text.substring(0, at)).matches()) {
      return null;
    }
    try {
      String domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
      return DOMAIN.matcher(domain).matches()
          ? new Identity(Kind.EMAIL, text.substring(0, at + 1) + domain)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A WeChat id, which knows no case; null when it is blank. */
  public static @Nullable Identity wechat(String sent) {
    String id = sent.strip().toLowerCase(Locale.ROOT);
    return id.isEmpty() ? null : new Identity(Kind.WECHAT, id);
  }

  /** A company by its name without legal form; null when nothing is left of it. */
  public static @Nullable Identity company(String name) {
    String bare = CompanyName.bare(name);
    return bare.isEmpty() ? null : new Identity(Kind.COMPANY, bare);
  }

  /** A company by name and domain; null when nothing is left of the name. */
  public static @Nullable Identity company(String name, String domain) {
    String bare = CompanyName.bare(name);
    return bare.isEmpty() ? null : new Identity(Kind.COMPANY_DOMAIN, bare + '@' + domain);
  }

  private static String folded(String sent) {
    return Normalizer.normalize(sent, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
