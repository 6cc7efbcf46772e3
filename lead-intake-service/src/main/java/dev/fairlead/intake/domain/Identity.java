package dev.fairlead.intake.domain;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name by which a person is known again.
 *
 * @param kind {@code phone}, {@code wechat}, {@code email} or {@code company}; stronger ones first
 * @param value normalised
 * @param scope identities of different scopes never meet; see {@link Settings.Scope}
 */
public record Identity(Kind kind, String value, String scope) implements Comparable<Identity> {

  private static final Pattern LOCAL = Pattern.compile("[^\\s@<>()\\[\\]\\\\,;:\"]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  /** The kinds, strongest first: where they disagree the stronger one decides. */
  public enum Kind {
    PHONE,
    WECHAT,
    EMAIL,
    COMPANY;

    /** As it is stored. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The whole of it as one text. */
  public String key() {
    return kind.text() + '\n' + value + '\n' + scope;
  }

  @Override
  public int compareTo(Identity other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : key().compareTo(other.key());
  }

  /**
   * An e-mail address in one form: trimmed, lower case, the domain in its ASCII form. Dots and plus
   * tags stay, since only some providers pass over them. Null when it is no address.
   */
  public static @Nullable String email(String sent) {
    String text = Normalizer.normalize(sent, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    int at = text.lastIndexOf('@');
    if (at <= 0 || !LOCAL.matcher(text.substring(0, at)).matches()) {
      return null;
    }
    try {
      String domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
      return DOMAIN.matcher(domain).matches() ? text.substring(0, at + 1) + domain : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A company in one form: its name without legal form, and its domain. Null unless both are known:
   * a name alone is shared by strangers, a domain alone by sister companies.
   */
  public static @Nullable String company(String name, @Nullable String domain) {
    String normalised = CompanyName.normalised(name);
    return normalised.isEmpty() || domain == null ? null : normalised + '@' + domain;
  }

  /** A WeChat id in one form: trimmed, lower case, as WeChat itself compares. */
  public static String wechat(String sent) {
    return sent.strip().toLowerCase(Locale.ROOT);
  }
}
