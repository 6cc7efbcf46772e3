package dev.fairlead.notification.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be told.
 *
 * @param channels by name, whether he wants it; a channel not named is wanted
 * @param quietHours when not to be disturbed, in his zone: mails and bots wait, the page does not
 * @param digest {@code none}, {@code hourly} or {@code daily}: mails are collected into one
 * @param language {@code zh} or {@code en}; absent to let the roster decide
 * @param digestAt when the daily one comes, {@code HH:mm} in his zone
 * @param mute kinds of notice he wants in his inbox only
 * @param types channels by kind of notice, where he wants it otherwise than in general
 * @param urgent kinds that come in quiet hours all the same when waiting would be too late
 */
public record Preferences(
    Map<String, Boolean> channels,
    @Nullable QuietHours quietHours,
    String digest,
    @Nullable String language,
    String digestAt,
    Set<String> mute,
    Map<String, Map<String, Boolean>> types,
    Set<String> urgent) {

  /** The name of the live stream and inbox here. */
  public static final String IN_APP = "inApp";

  /** The name of e-mail here. */
  public static final String EMAIL = "email";

  private static final Set<String> CHANNELS =
      Set.of(IN_APP, EMAIL, "webhook", "feishu", "dingtalk", "wecom", "slack");
  private static final Set<String> DIGESTS = Set.of("none", "hourly", "daily");
  private static final String MORNING = "09:00";
  private static final Set<String> PRESSING =
      Set.of(NoticeType.OFFERED.code(), NoticeType.EXPIRING.code());

  /** What holds for somebody who never chose. */
  public static final Preferences DEFAULT =
      new Preferences(Map.of(), null, "none", null, MORNING, Set.of(), Map.of(), PRESSING);

  /** A wrong place: JSON pointer and what is wrong there. */
  public record Flaw(String pointer, String detail) {}

  /** Whatever is absent goes back to its default. */
  public Preferences(
      @Nullable Map<String, Boolean> channels,
      @Nullable QuietHours quietHours,
      @Nullable String digest,
      @Nullable String language,
      @Nullable String digestAt,
      @Nullable Set<String> mute,
      @Nullable Map<String, Map<String, Boolean>> types,
      @Nullable Set<String> urgent) {
    Map<String, Boolean> all = new TreeMap<>(Map.of(IN_APP, true, EMAIL, true));
    all.putAll(channels == null ? Map.of() : channels);
    this.channels = Collections.unmodifiableMap(all);
    this.quietHours = quietHours;
    this.digest = digest == null ? "none" : digest;
    this.language = language;
    this.digestAt = digestAt == null ? MORNING : digestAt;
    this.mute = sorted(mute == null ? Set.of() : mute);
    this.types = types == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(types));
    this.urgent = sorted(urgent == null ? PRESSING : urgent);
  }

  private static Set<String> sorted(Collection<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** Whether he wants this kind of notice on this channel. */
  public boolean wants(NoticeType type, String channel) {
    if (mute.contains(type.code()) && !channel.equals(IN_APP)) {
      return false;
    }
    return types
        .getOrDefault(type.code(), Map.of())
        .getOrDefault(channel, channels.getOrDefault(channel, true));
  }

  /** The same without a kind of notice on a channel. */
  public Preferences without(String type, String channel) {
    Map<String, Map<String, Boolean>> changed = new TreeMap<>(types);
    Map<String, Boolean> row = new HashMap<>(changed.getOrDefault(type, Map.of()));
    row.put(channel, false);
    changed.put(type, row);
    return new Preferences(channels, quietHours, digest, language, digestAt, mute, changed, urgent);
  }

  /** The same without a channel. */
  public Preferences withoutChannel(String channel) {
    Map<String, Boolean> fewer = new HashMap<>(channels);
    fewer.put(channel, false);
    return new Preferences(fewer, quietHours, digest, language, digestAt, mute, types, urgent);
  }

  /**
   * When a notice may disturb him at the earliest.
   *
   * @param ends the moment the notice is about, such as a deadline
   */
  public Instant notBefore(NoticeType type, @Nullable Instant ends, Instant now, ZoneId zone) {
    if (quietHours == null) {
      return now;
    }
    Instant quietUntil = quietHours.endAfter(now, zone).orElse(now);
    boolean presses = urgent.contains(type.code()) && ends != null && ends.isBefore(quietUntil);
    return presses ? now : quietUntil;
  }

  /**
   * When the mail that collects what happens now is due; empty when he wants a single one, or when
   * this presses and the collecting one would be too late.
   *
   * @param ends the moment the notice is about, such as a deadline
   */
  public Optional<Instant> digestDue(
      NoticeType type, @Nullable Instant ends, Instant now, ZoneId zone) {
    return digestDue(now, zone)
        .filter(due -> !urgent.contains(type.code()) || ends == null || !ends.isBefore(due));
  }

  private Optional<Instant> digestDue(Instant now, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone);
    return switch (digest) {
      case "hourly" ->
          Optional.of(afterQuiet(local.truncatedTo(ChronoUnit.HOURS).plusHours(1), zone));
      case "daily" -> Optional.of(afterQuiet(nextMorning(local), zone));
      default -> Optional.empty();
    };
  }

  private ZonedDateTime nextMorning(ZonedDateTime local) {
    ZonedDateTime today = local.with(QuietHours.time(digestAt).orElse(LocalTime.of(9, 0)));
    return today.isAfter(local) ? today : today.plusDays(1);
  }

  private Instant afterQuiet(ZonedDateTime due, ZoneId zone) {
    Instant at = due.toInstant();
    return quietHours == null ? at : quietHours.endAfter(at, zone).orElse(at);
  }

  /** What is wrong with it; empty when it can be kept. */
  public List<Flaw> flaws() {
    List<Flaw> flaws = new ArrayList<>();
    channels("/channels", channels, flaws);
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
    time("/digestAt", digestAt, flaws);
    kinds("/mute", mute, flaws);
    kinds("/types", types.keySet(), flaws);
    types.forEach((type, row) -> channels("/types/" + escaped(type), row, flaws));
    kinds("/urgent", urgent, flaws);
    return flaws;
  }

  private static void channels(String place, Map<String, Boolean> row, List<Flaw> flaws) {
    row.keySet().stream()
        .filter(channel -> !CHANNELS.contains(channel))
        .forEach(c -> flaws.add(new Flaw(place + "/" + escaped(c), "there is no such channel")));
  }

  private static void kinds(String place, Collection<String> kinds, List<Flaw> flaws) {
    kinds.stream()
        .filter(kind -> NoticeType.named(kind).isEmpty())
        .forEach(k -> flaws.add(new Flaw(place + "/" + escaped(k), "there is no such notice")));
  }

  private static void time(String pointer, @Nullable String text, List<Flaw> flaws) {
    if (QuietHours.time(text).isEmpty()) {
      flaws.add(new Flaw(pointer, "a time as HH:mm"));
    }
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
