package dev.fairlead.intake.domain;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a connector reads and answers.
 *
 * @param defaultPhoneRegion ISO 3166 country of numbers without a country code
 * @param fieldMap the sender's field name to the canonical one
 * @param productLine of leads that name none
 * @param allowedOrigins exact web origins; empty to take requests of any origin, without CORS
 * @param returnUrls exact addresses a browser may be sent on to
 * @param consentRequired refuse leads without a granted consent
 * @param honeypot name of the field that people do not see; its presence filled means a robot
 * @param dedupeWindow how long an equal content counts as the same submission
 * @param scope what makes two leads of one person the same lead
 * @param charset of form bodies that do not say theirs
 * @param source name of the origin; absent for the kind's name
 * @param captcha who verifies that a person sends it; absent for nobody
 * @param rateLimit how many requests are taken; absent for any number
 * @param pageProducts the beginning of a page's address to the product line it is about
 * @param dedupeIdentities by what a person is known again: {@code phone}, {@code wechat}, {@code
 *     email}, {@code company}
 * @param secretOverlap how long an earlier secret stays valid beside the one that replaced it
 * @param own what only some kinds know, by name; see {@link #texts}
 */
public record Settings(
    String defaultPhoneRegion,
    Map<String, String> fieldMap,
    @Nullable String productLine,
    List<String> allowedOrigins,
    List<String> returnUrls,
    boolean consentRequired,
    @Nullable String honeypot,
    boolean idempotencyKeyRequired,
    Duration dedupeWindow,
    Scope scope,
    @Nullable Charset charset,
    @Nullable String source,
    @Nullable Captcha captcha,
    @Nullable RateLimit rateLimit,
    Map<String, String> pageProducts,
    Set<String> dedupeIdentities,
    Duration secretOverlap,
    Map<String, List<String>> own) {

  /** How long an earlier secret stays valid where nothing is said. */
  public static final Duration USUAL_OVERLAP = Duration.ofDays(1);

  /** Longest {@code secretOverlap}. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /** By what a person is known again where nothing is said. */
  public static final Set<String> USUAL_IDENTITIES = Set.of("phone", "wechat", "email");

  /** Everything a person may be known again by. */
  public static final Set<String> IDENTITIES = Set.of("phone", "wechat", "email", "company");

  /** Longest {@code dedupeWindow}. */
  public static final Duration LONGEST_WINDOW = Duration.ofDays(7);

  public Settings {
    fieldMap = Map.copyOf(fieldMap);
    allowedOrigins = List.copyOf(allowedOrigins);
    returnUrls = List.copyOf(returnUrls);
    pageProducts = Map.copyOf(pageProducts);
    dedupeIdentities = Set.copyOf(dedupeIdentities);
    own = Map.copyOf(own);
  }

  /** What stands where a connector says nothing. */
  public static Settings defaults(String phoneRegion, Duration dedupeWindow, Scope scope) {
    return new Settings(
        phoneRegion,
        Map.of(),
        null,
        List.of(),
        List.of(),
        false,
        null,
        false,
        dedupeWindow,
        scope,
        null,
        null,
        null,
        null,
        Map.of(),
        USUAL_IDENTITIES,
        USUAL_OVERLAP,
        Map.of());
  }

  /**
   * The values of a setting that only some kinds know, such as {@code knownAdvId} or {@code
   * answer.codeKey}; none when it is not set.
   */
  public List<String> texts(String name) {
    return own.getOrDefault(name, List.of());
  }

  /** The first value of such a setting; the fallback when it is not set. */
  public String text(String name, String fallback) {
    List<String> values = texts(name);
    return values.isEmpty() ? fallback : values.getFirst();
  }

  /** Whether such a setting is switched on. */
  public boolean flag(String name) {
    return texts(name).contains("true");
  }

  /**
   * The verification that a person sends, not a machine; its secret is the connector's {@code
   * secret}.
   *
   * @param siteverifyUrl where to ask instead of the provider's own address
   */
  public record Captcha(Provider provider, @Nullable String siteverifyUrl) {

    /** Who verifies. */
    public enum Provider {
      TURNSTILE,
      HCAPTCHA
    }
  }

  /** So many requests in each such span. */
  public record RateLimit(int max, Duration per) {}

  /** What makes two leads of one person the same lead. */
  public enum Scope {
    IDENTITY("identity"),
    IDENTITY_AND_PRODUCT_LINE("identity+productLine");

    private final String text;

    Scope(String text) {
      this.text = text;
    }

    /** As it is configured. */
    public String text() {
      return text;
    }

    /** The scope of a lead about a product line: equal scopes share identities. */
    public String of(@Nullable String lineOfProducts) {
      return switch (this) {
        case IDENTITY -> "";
        case IDENTITY_AND_PRODUCT_LINE -> lineOfProducts == null ? "" : lineOfProducts;
      };
    }

    /** The scope of that text; null for none. */
    public static @Nullable Scope parse(String text) {
      for (Scope scope : values()) {
        if (scope.text.equals(text)) {
          return scope;
        }
      }
      return null;
    }
  }
}
