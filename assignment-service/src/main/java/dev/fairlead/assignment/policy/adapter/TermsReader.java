package dev.fairlead.assignment.policy.adapter;

import dev.fairlead.assignment.policy.domain.Rule.Protect;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads protection terms; what a rule does not say is as usual. */
final class TermsReader {

  private static final Pattern DURATION =
      Pattern.compile("P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?");
  private static final Set<String> DAYS = Set.of("calendar", "working");

  private final Protect usual;

  TermsReader(String initial, String extend, String max) {
    this.usual = new Protect(initial, extend, max, null, "calendar");
  }

  Protect usual() {
    return usual;
  }

  Protect read(Place place) {
    if (!place.present()) {
      return usual;
    }
    place.only("initial", "extend", "max", "accept", "days");
    String days = place.at("days").text();
    if (days != null && !DAYS.contains(days)) {
      place.at("days").error("protect.days", "must be calendar or working");
    }
    return new Protect(
        duration(place.at("initial"), usual.initial()),
        duration(place.at("extend"), usual.extend()),
        duration(place.at("max"), usual.max()),
        place.at("accept").present() ? duration(place.at("accept"), "PT0S") : null,
        days == null ? usual.days() : days);
  }

  private static String duration(Place place, String usual) {
    String text = place.text();
    if (text == null) {
      return usual;
    }
    if (!DURATION.matcher(text).matches()) {
      place.error("duration.invalid", "must be an ISO-8601 duration such as P10D or PT30M");
      return usual;
    }
    return text;
  }
}
