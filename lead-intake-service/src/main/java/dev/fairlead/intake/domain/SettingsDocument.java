package dev.fairlead.intake.domain;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code settings} document of a connector and collects what is wrong with it. Names it
 * does not know are left to the kind and passed over.
 */
public final class SettingsDocument {

  private final Map<String, ?> document;
  private final List<Refusal.Place> errors = new ArrayList<>();

  /** A document as JSON objects: strings, numbers, booleans, lists and maps. */
  public SettingsDocument(Map<String, ?> document) {
    this.document = document;
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
    String region = text("defaultPhoneRegion");
    if (region != null && !phoneRegions.test(region)) {
      wrong("defaultPhoneRegion", "not a country code such as CN");
      region = null;
    }
    if (document.containsKey("captcha")) {
      wrong("captcha", "captcha verification is not available");
    }
    return new Settings(
        region == null ? defaults.defaultPhoneRegion() : region,
        texts("fieldMap"),
        text("productLine"),
        list("allowedOrigins"),
        list("returnUrls"),
        flag("consentRequired"),
        text("honeypot"),
        flag("idempotencyKeyRequired"),
        window(defaults.dedupeWindow()),
        scope(defaults.scope()),
        charset(),
        text("source"));
  }

  private Duration window(Duration fallback) {
    String text = text("dedupeWindow");
    if (text == null) {
      return fallback;
    }
    try {
      Duration window = Duration.parse(text);
      if (!window.isNegative() && window.compareTo(Settings.LONGEST_WINDOW) <= 0) {
        return window;
      }
    } catch (DateTimeParseException e) {
      // told below, as for a window out of bounds
    }
    wrong("dedupeWindow", "a duration such as PT10M, at most " + Settings.LONGEST_WINDOW);
    return fallback;
  }

  private Settings.Scope scope(Settings.Scope fallback) {
    String text = text("dedupeScope");
    Settings.Scope scope = text == null ? fallback : Settings.Scope.parse(text);
    if (scope == null) {
      wrong("dedupeScope", "identity or identity+productLine");
      return fallback;
    }
    return scope;
  }

  private @Nullable Charset charset() {
    String name = text("charset");
    Charset charset = name == null ? null : RawRequest.charset(name);
    if (name != null && charset == null) {
      wrong("charset", "not a charset");
    }
    return charset;
  }

  private @Nullable String text(String name) {
    Object value = document.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return text.isBlank() ? null : text.strip();
    }
    wrong(name, "a text is expected");
    return null;
  }

  private boolean flag(String name) {
    Object value = document.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    wrong(name, "true or false is expected");
    return false;
  }

  private List<String> list(String name) {
    Object value = document.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      return items.stream().map(String.class::cast).toList();
    }
    wrong(name, "a list of texts is expected");
    return List.of();
  }

  private Map<String, String> texts(String name) {
    Object value = document.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map
        && map.values().stream().allMatch(String.class::isInstance)) {
      Map<String, String> texts = new LinkedHashMap<>();
      map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
      return texts;
    }
    wrong(name, "an object of texts is expected");
    return Map.of();
  }

  private void wrong(String name, String detail) {
    errors.add(new Refusal.Place("/settings/" + name, detail));
  }
}
