package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** JSON values as text. Numbers keep every digit and are never written with an exponent. */
final class JsonText {

  /** A number longer than this is no id and no amount, whatever it claims. */
  private static final int LONGEST = 100;

  private JsonText() {}

  /** The text of a value; of an object or a list its JSON. Empty for null. */
  static String of(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isFloatingPointNumber()) {
      return plain(value.decimalValue());
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) > LONGEST || number.precision() > LONGEST
        ? number.toString()
        : number.stripTrailingZeros().toPlainString();
  }
}
