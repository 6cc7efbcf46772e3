package dev.fairlead.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as a service sends it, read from the service's own source: a copy here would go on
 * being measured when the service has long been sending another.
 *
 * @param source the file that has it
 */
record SourceStatement(Path source) {

  private static final String NAME = "([A-Z][A-Z_]*)";
  private static final Pattern PART =
      Pattern.compile(
          "\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\]|\\\\.)*)\"|\\b" + NAME + "\\b", Pattern.DOTALL);

  /**
   * The value of a constant: text, and other constants of the same file, joined by {@code +}.
   *
   * @throws IllegalStateException when the file has no such constant
   */
  String named(String constant) {
    String text = text();
    Matcher declared =
        Pattern.compile("String " + constant + "\\s*=(.*?);\\n", Pattern.DOTALL).matcher(text);
    if (!declared.find()) {
      throw new IllegalStateException(source + " has no constant " + constant);
    }
    return value(declared.group(1));
  }

  private String value(String expression) {
    StringBuilder value = new StringBuilder();
    Matcher part = PART.matcher(expression);
    while (part.find()) {
      if (part.group(1) != null) {
        value.append(part.group(1).replaceAll("(?m)^ {6}", ""));
      } else if (part.group(2) != null) {
        value.append(part.group(2));
      } else {
        value.append(named(part.group(3)));
      }
    }
    return value.toString().translateEscapes();
  }

  private String text() {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new IllegalStateException("the sources are needed to measure their statements", e);
    }
  }
}
