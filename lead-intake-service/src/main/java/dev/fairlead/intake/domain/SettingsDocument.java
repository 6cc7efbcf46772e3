package dev.fairlead.intake.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code settings} document of a connector and collects what is wrong with it. Names it
 * does not know are left to the kind.
 */
public final class SettingsDocument {

  private static final Set<String> COMMON =
      Set.of(
          "defaultPhoneRegion",
          "fieldMap",
          "productLine",
          "allowedOrigins",
          "returnUrls",
          "consentRequired",
          "honeypot",
          "idempotencyKeyRequired",
          "dedupeWindow",
          "dedupeScope",
          "charset",
          "source",
          "captcha",
          "rateLimit",
          "pageProducts",
          "dedupeIdentities",
          "secretOverlap");
  private static final Map<String, Duration> SPANS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1));

  private final List<Refusal.Place> errors = new ArrayList<>();
  private final Entries document;

  /** A document as JSON objects: strings, numbers, booleans, lists and maps. */
  public SettingsDocument(Map<String, ?> document) {
    this.document = new Entries("/settings", document, errors);
  }

  /** What is wrong; empty when the settings may be used. */
  public List<Refusal.Place> errors() {
    return List.copyOf(errors);
  }

  /**
   * The settings; what is wrong counts as absent.
   *
   * @param phoneRegions the countries whose numbers can be read
   */
  public Settings read(Settings defaults, Predicate<String> phoneRegions) {
    String region =
        document.text("defaultPhoneRegion", phoneRegions, "not a country code such as CN");
    return new Settings(
        region == null ? defaults.defaultPhoneRegion() : region,
        document.texts("fieldMap"),
        document.text("productLine"),
        document.list("allowedOrigins"),
        document.list("returnUrls"),
        document.flag("consentRequired"),
        document.text("honeypot"),
        document.flag("idempotencyKeyRequired"),
        document.duration("dedupeWindow", defaults.dedupeWindow(), Settings.LONGEST_WINDOW),
        scope(defaults.scope()),
        charset(),
        document.text("source"),
        captcha(),
        rateLimit(),
        pageProducts(),
        dedupeIdentities(),
        document.duration("secretOverlap", defaults.secretOverlap(), Settings.LONGEST_OVERLAP),
        OwnSettings.read(document, COMMON));
  }

  private Settings.Scope scope(Settings.Scope fallback) {
    String text =
        document.text(
            "dedupeScope",
            name -> Settings.Scope.parse(name) != null,
            "identity or identity+productLine");
    Settings.Scope scope = text == null ? null : Settings.Scope.parse(text);
    return scope == null ? fallback : scope;
  }

  private @Nullable Charset charset() {
    String name =
        document.text("charset", text -> RawRequest.charset(text) != null, "not a charset");
    return name == null ? null : RawRequest.charset(name);
  }

  private Settings.@Nullable Captcha captcha() {
    Entries captcha = document.object("captcha");
    if (captcha == null) {
      return null;
    }
    String url =
        captcha.text("siteverifyUrl", SettingsDocument::isWebAddress, "a web address is expected");
    return switch (captcha.text("provider")) {
      case "turnstile" -> new Settings.Captcha(Settings.Captcha.Provider.TURNSTILE, url);
      case "hcaptcha" -> new Settings.Captcha(Settings.Captcha.Provider.HCAPTCHA, url);
      case null, default -> {
        captcha.wrong("provider", "turnstile or hcaptcha");
        yield null;
      }
    };
  }

  private Settings.@Nullable RateLimit rateLimit() {
    Entries limit = document.object("rateLimit");
    if (limit == null) {
      return null;
    }
    int max = limit.count("max");
    String unit = limit.text("per");
    Duration per = unit == null ? null : SPANS.get(unit);
    if (per == null) {
      limit.wrong("per", "second, minute or hour");
    }
    return max == 0 || per == null ? null : new Settings.RateLimit(max, per);
  }

  private Map<String, String> pageProducts() {
    Map<String, String> products = document.texts("pageProducts");
    if (!products.keySet().stream().allMatch(SettingsDocument::isWebAddress)) {
      document.wrong("pageProducts", "its names are the beginnings of web addresses");
      return Map.of();
    }
    return products;
  }

  private Set<String> dedupeIdentities() {
    List<String> names = document.list("dedupeIdentities");
    if (!Settings.IDENTITIES.containsAll(names)) {
      document.wrong("dedupeIdentities", "some of phone, wechat, email and company");
      return Settings.USUAL_IDENTITIES;
    }
    return document.all().containsKey("dedupeIdentities")
        ? Set.copyOf(names)
        : Settings.USUAL_IDENTITIES;
  }

  static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
