package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Fields;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of Gravity Forms nobody has mapped: numbers for names. A value that looks like an e-mail
 * address or a written phone number is one; a name field has the parts .3 and .6, and no .1, which
 * an address would have.
 */
final class GravityEntry {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}(\\.\\d{1,3})?");
  private static final Pattern MAIL = Pattern.compile("\\S+@\\S+\\.\\S+");
  private static final Pattern PHONE =
      Pattern.compile("[+(][\\d\\s().\\-]{7,24}|\\d[\\d\\s().\\-]{9,24}");
  private static final Pattern DATE = Pattern.compile("\\d{1,4}[-./]\\d{1,2}[-./]\\d{1,4}");

  private GravityEntry() {}

  static Fields guess(Fields entry) {
    return entry.hinting((name, value) -> hint(entry, name, value));
  }

  private static @Nullable String hint(Fields entry, String name, String value) {
    if (!NUMBER.matcher(name).matches()) {
      return null;
    }
    if (MAIL.matcher(value).matches()) {
      return "email";
    }
    int dot = name.indexOf('.');
    if (dot > 0 && entry.first(name.substring(0, dot) + ".1") == null) {
      return name.endsWith(".3") ? "firstName" : name.endsWith(".6") ? "lastName" : null;
    }
    boolean phone = dot < 0 && PHONE.matcher(value).matches() && !DATE.matcher(value).matches();
    return phone ? "phone" : null;
  }
}
