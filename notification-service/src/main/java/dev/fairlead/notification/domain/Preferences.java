package dev.fairlead.notification.domain;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be told.
 *
 * @param channels by name, whether he wants it; a channel not named is wanted
 * @param quietHours when not to be disturbed, in his zone
 * @param digest {@code none}, {@code hourly} or {@code daily}
 * @param language {@code zh} or {@code en}; absent to let the roster decide
 */
public record Preferences(
    Map<String, Boolean> channels,
    @Nullable QuietHours quietHours,
    String digest,
    @Nullable String language) {

  /** The name of the live stream and inbox here. */
  public static final String IN_APP = "inApp";

  /** The name of e-mail here. */
  public static final String EMAIL = "email";

  private static final Set<String> CHANNELS =
      Set.of(IN_APP, EMAIL, "webhook", "feishu", "dingtalk", "wecom", "slack");
  private static final Set<String> DIGESTS = Set.of("none", "hourly", "daily");

  /** What holds for somebody who never chose. */
  public static final Preferences DEFAULT = new Preferences(Map.of(), null, "none", null);

  /** From and to as {@code HH:mm}; may go over midnight. */
  public record QuietHours(String from, String to) {}

  /** A wrong place: JSON pointer and what is wrong there. */
  public record Flaw(String pointer, String detail) {}

  public Preferences {
    Map<String, Boolean> all = new TreeMap<>(Map.of(IN_APP, true, EMAIL, true));
    all.putAll(channels);
    channels = java.util.Collections.unmodifiableMap(all);
  }

  /** Whether he wants this channel. */
  public boolean wants(String channel) {
    return channels.getOrDefault(channel, true);
  }

  /** What is wrong with it; empty when it can be kept. */
  public List<Flaw> flaws() {
    List<Flaw> flaws = new ArrayList<>();
    channels.keySet().stream()
        .filter(channel -> !CHANNELS.contains(channel))
        .forEach(c -> flaws.add(new Flaw("/channels/" + escaped(c), "there is no such channel")));
    if (quietHours != null) {
      time("/quietHours/from", quietHours.from(), flaws);
      time("/quietHours/to", quietHours.to(), flaws);
    }
    if (!DIGESTS.contains(digest)) {
      flaws.add(new Flaw("/digest", "one of none, hourly, daily"));
    }
    if (language != null && !Set.of("zh", "en").contains(language)) {
      flaws.add(new Flaw("/language", "zh or en"));
    }
    return flaws;
  }

  private static void time(String pointer, @Nullable String text, List<Flaw> flaws) {
    try {
      LocalTime.parse(text == null ? "" : text);
    } catch (DateTimeException e) {
      flaws.add(new Flaw(pointer, "a time as HH:mm"));
    }
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
