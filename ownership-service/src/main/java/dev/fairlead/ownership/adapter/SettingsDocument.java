package dev.fairlead.ownership.adapter;

import dev.fairlead.ownership.domain.LedgerSettings;
import dev.fairlead.ownership.domain.Span;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the ledger as they are written and stored; what is absent is as configured.
 *
 * @param lockCap most leads a rep may have locked; absent for no limit
 * @param acceptTries after so many reps have not accepted, a lead goes to a pool
 * @param appointmentWithin ISO-8601: how far ahead an appointment may lie
 * @param activityKinds the kinds of activity there are, by name
 */
public record SettingsDocument(
    @Nullable Integer lockCap,
    @Nullable Integer acceptTries,
    @Nullable String appointmentWithin,
    @Nullable Map<String, Kind> activityKinds) {

  static final SettingsDocument EMPTY = new SettingsDocument(null, null, null, null);

  /**
   * A kind of activity.
   *
   * @param qualifying whether it counts as follow-up; true when absent
   * @param outcomes what may come of it; anything when absent
   */
  public record Kind(@Nullable Boolean qualifying, @Nullable List<String> outcomes) {
    LedgerSettings.ActivityKind kind() {
      return new LedgerSettings.ActivityKind(
          !Boolean.FALSE.equals(qualifying), outcomes == null ? List.of() : outcomes);
    }
  }

  /** The settings in full. */
  LedgerSettings over(LedgerSettings defaults) {
    return new LedgerSettings(
        lockCap,
        acceptTries == null ? defaults.acceptTries() : acceptTries,
        appointmentWithin == null ? defaults.appointmentWithin() : Span.parse(appointmentWithin),
        activityKinds == null ? defaults.activityKinds() : kinds(activityKinds));
  }

  private static Map<String, LedgerSettings.ActivityKind> kinds(Map<String, Kind> written) {
    Map<String, LedgerSettings.ActivityKind> kinds = new TreeMap<>();
    written.forEach((name, kind) -> kinds.put(name, kind.kind()));
    return kinds;
  }

  /** The document that says all of it. */
  static SettingsDocument of(LedgerSettings settings) {
    Map<String, Kind> kinds = new TreeMap<>();
    settings
        .orderedKinds()
        .forEach((name, k) -> kinds.put(name, new Kind(k.qualifying(), k.outcomes())));
    return new SettingsDocument(
        settings.lockCap(), settings.acceptTries(), settings.appointmentWithin().toString(), kinds);
  }

  /** Ends the request with 422 when something in it cannot be meant. */
  void require() {
    Checks checks = new Checks();
    checks.that(lockCap == null || lockCap >= 0, "/lockCap", "0 or more");
    checks.that(acceptTries == null || acceptTries >= 1, "/acceptTries", "1 or more");
    checks.that(isSpan(appointmentWithin), "/appointmentWithin", "an ISO-8601 duration is needed");
    Map<String, Kind> kinds = activityKinds == null ? Map.of() : activityKinds;
    checks.that(
        activityKinds == null || !kinds.isEmpty(), "/activityKinds", "at least one is needed");
    List<String> nameless = new ArrayList<>(kinds.keySet());
    nameless.removeIf(name -> !name.isBlank() && name.length() <= 40);
    checks.that(nameless.isEmpty(), "/activityKinds", "a name has 1 to 40 characters");
    checks.that(
        kinds.values().stream().allMatch(kind -> kind != null),
        "/activityKinds",
        "a kind is an object");
    checks.done();
  }

  private static boolean isSpan(@Nullable String text) {
    try {
      return text == null || Span.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
