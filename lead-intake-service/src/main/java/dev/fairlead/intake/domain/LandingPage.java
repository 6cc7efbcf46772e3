package dev.fairlead.intake.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the address of a page tells of the way somebody came there. */
final class LandingPage {

  private static final String UTM = "utm_";
  private static final int LONGEST = 512;
  private static final Set<String> CLICKS =
      Set.of("gclid", "fbclid", "msclkid", "ttclid", "bd_vid", "qz_gdt", "clickid");

  private final Map<String, String> utm = new LinkedHashMap<>();
  private @Nullable String click;

  LandingPage(@Nullable String address) {
    int query = address == null ? -1 : address.indexOf('?');
    if (address != null && query >= 0) {
      for (String pair : address.substring(query + 1).replaceFirst("#.*$", "").split("&")) {
        take(pair);
      }
    }
  }

  private void take(String pair) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      return;
    }
    String name = pair.substring(0, equals).toLowerCase(Locale.ROOT);
    String value = unescape(pair.substring(equals + 1)).replace("\0", "").strip();
    if (value.isEmpty() || value.length() > LONGEST) {
      return;
    }
    if (name.startsWith(UTM)) {
      utm.putIfAbsent(name.substring(UTM.length()), value);
    } else if (CLICKS.contains(name) && click == null) {
      click = value;
    }
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  Map<String, String> utm() {
    return utm;
  }

  @Nullable String click() {
    return click;
  }
}
