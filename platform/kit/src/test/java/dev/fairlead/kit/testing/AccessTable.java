package dev.fairlead.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may call what, as {@code docs/guides/access.md} says: one page that people read and the
 * services are held to. A row is an operation in back quotes, then those who may call it.
 */
public final class AccessTable {

  /** Whoever comes, without a token. */
  static final String ANYONE = "anyone";

  /** Whoever has a valid token, whatever its roles. */
  static final String SIGNED_IN = "signed in";

  /** The roles there are. */
  static final List<String> ROLES = List.of("rep", "manager", "admin", "integration", "analyst");

  private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+ [^`]+)` \\| ([a-z, ]+?) \\|.*");

  private AccessTable() {}

  /** The rows under the heading of a service: who may call, by operation. */
  static Map<String, Set<String>> of(String service) {
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : lines()) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + service);
      }
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        rows.put(row.group(1), new TreeSet<>(Arrays.asList(row.group(2).split(", "))));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(SharedServers.root().resolve("docs/guides/access.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
