package dev.fairlead.intake.fetch;

import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of a connector that concern its platform. */
@ApplicationScoped
public class FetchSettings {

  private static final Duration OFTENEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Pattern VERSION = Pattern.compile("v\\d{1,3}\\.\\d{1,2}");
  private static final Set<String> SIGNATURES =
      Set.of("hmac-prefixed", "header-prefix", "plain-body");

  private final PlatformUrls urls;

  FetchSettings(PlatformUrls urls) {
    this.urls = urls;
  }

  /** What is wrong with them. */
  public List<Refusal.Place> check(String kind, Settings settings) {
    List<Refusal.Place> errors = new ArrayList<>();
    Refusal.Place address = urls.fault(kind, settings);
    if (address != null) {
      errors.add(address);
    }
    number(errors, settings, "fetchPerSecond");
    duration(errors, settings, "every");
    duration(errors, settings, "overlap");
    if (kind.equals("meta") && !VERSION.matcher(settings.text("graphVersion", "v1.0")).matches()) {
      errors.add(new Refusal.Place("/settings/graphVersion", "a version such as v23.0"));
    }
    if (kind.equals("linkedin") && !SIGNATURES.containsAll(settings.texts("signature"))) {
      errors.add(
          new Refusal.Place(
              "/settings/signature", "some of hmac-prefixed, header-prefix and plain-body"));
    }
    if (kind.equals("meta") && pulls(settings) && settings.texts("formIds").isEmpty()) {
      errors.add(new Refusal.Place("/settings/formIds", "the ids of the forms to ask for"));
    }
    return errors;
  }

  private static void number(List<Refusal.Place> errors, Settings settings, String name) {
    List<String> texts = settings.texts(name);
    if (!texts.isEmpty() && count(settings, name, 0, Integer.MAX_VALUE) < 1) {
      errors.add(new Refusal.Place("/settings/" + name, "a whole number above zero is expected"));
    }
  }

  private static void duration(List<Refusal.Place> errors, Settings settings, String name) {
    String text = settings.text("pull." + name, "");
    Duration duration = parse(text);
    boolean fits =
        duration != null && duration.compareTo(OFTENEST) >= 0 && duration.compareTo(LONGEST) <= 0;
    if (!text.isEmpty() && !fits) {
      errors.add(
          new Refusal.Place(
              "/settings/pull/" + name, "a duration such as PT15M, from PT1S to P90D"));
    }
  }

  /** Whether the connector asks its platform by itself. */
  public static boolean pulls(Settings settings) {
    return !settings.texts("pull.every").isEmpty();
  }

  /** How often it does. */
  static Duration every(Settings settings) {
    return duration(settings, "pull.every", Duration.ofMinutes(15));
  }

  /** How much of what it has read it reads again. */
  static Duration overlap(Settings settings) {
    return duration(settings, "pull.overlap", Duration.ofHours(1));
  }

  private static Duration duration(Settings settings, String name, Duration fallback) {
    Duration duration = parse(settings.text(name, ""));
    return duration == null ? fallback : duration;
  }

  private static @Nullable Duration parse(String text) {
    try {
      return text.isEmpty() ? null : Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A whole number; the fallback when it is none. */
  static int count(Settings settings, String name, int fallback, int most) {
    try {
      return Math.min(Integer.parseInt(settings.text(name, "")), most);
    } catch (NumberFormatException e) {
      return fallback;
    }
  }
}
