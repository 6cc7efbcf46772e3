package dev.fairlead.intake.domain;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    @Nullable String source) {

  /** Longest {@code dedupeWindow}. */
  public static final Duration LONGEST_WINDOW = Duration.ofDays(7);

  public Settings {
    fieldMap = Map.copyOf(fieldMap);
    allowedOrigins = List.copyOf(allowedOrigins);
    returnUrls = List.copyOf(returnUrls);
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
        null);
  }

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
