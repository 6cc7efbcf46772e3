package dev.fairlead.kit.event;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context, version 00 (https://www.w3.org/TR/trace-context/). */
public final class TraceParent {

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final HexFormat HEX = HexFormat.of();

  private TraceParent() {}

  /** A new trace. */
  public static String root() {
    return "00-" + hex() + hex() + "-" + hex() + "-01";
  }

  /** A new span in the given trace, or a new trace when there is none or it is malformed. */
  public static String childOf(@Nullable String parent) {
    if (parent == null || !FORM.matcher(parent).matches()) {
      return root();
    }
    return parent.substring(0, 36) + hex() + parent.substring(52);
  }

  private static String hex() {
    long bits = ThreadLocalRandom.current().nextLong();
    return HEX.toHexDigits(bits == 0 ? 1 : bits);
  }
}
