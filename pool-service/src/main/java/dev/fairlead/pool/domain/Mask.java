package dev.fairlead.pool.domain;

import org.jspecify.annotations.Nullable;

/**
 * Personal data as somebody may see it who does not own the lead: enough to recognise, not to call.
 */
public final class Mask {

  private static final int SHOWN_HEAD = 3;
  private static final int SHOWN_TAIL = 4;
  private static final int LEAST_HIDDEN = 4;

  private static final String CHINA = "+86";

  private Mask() {}

  /** The first letter of a name. */
  public static @Nullable String name(@Nullable String name) {
    return name == null || name.isEmpty() ? name : head(name, 1) + "*";
  }

  /**
   * Head and tail of a number that is long enough to leave four digits hidden. China's prefix is
   * set apart, so that a number looks the same with it and without.
   */
  public static @Nullable String phone(@Nullable String phone) {
    if (phone == null || phone.isEmpty()) {
      return phone;
    }
    return phone.startsWith(CHINA)
        ? CHINA + middle(phone.substring(CHINA.length()).strip())
        : middle(phone);
  }

  private static String middle(String number) {
    return number.length() < SHOWN_HEAD + SHOWN_TAIL + LEAST_HIDDEN
        ? "****"
        : number.substring(0, SHOWN_HEAD) + "****" + number.substring(number.length() - SHOWN_TAIL);
  }

  /** The first letter and the domain. */
  public static @Nullable String email(@Nullable String email) {
    if (email == null || email.isEmpty()) {
      return email;
    }
    int at = email.lastIndexOf('@');
    return at < 1 ? "***" : head(email, 1) + "***" + email.substring(at);
  }

  /** Nothing but that there is something. */
  public static @Nullable String all(@Nullable String text) {
    return text == null || text.isEmpty() ? text : "***";
  }

  private static String head(String text, int characters) {
    return text.substring(0, text.offsetByCodePoints(0, characters));
  }
}
