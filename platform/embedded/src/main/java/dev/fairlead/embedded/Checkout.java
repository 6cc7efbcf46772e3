package dev.fairlead.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this very code runs from. */
final class Checkout {

  private Checkout() {}

  /**
   * The root of the source tree: the directory in the property {@code fairlead.checkout}, else the
   * nearest one above this code that has {@code deploy/topics.txt}.
   */
  static Path root() {
    String named = System.getProperty("fairlead.checkout");
    return named == null ? aboveThisCode() : Path.of(named);
  }

  /** The class path for further JVMs: the directory of libraries that the build puts together. */
  static String classPath() {
    return aboveThisCode().resolve("platform/embedded/target/platform/lib/*").toString();
  }

  private static Path aboveThisCode() {
    Path code = code();
    for (Path here = code; here != null; here = here.getParent()) {
      if (Files.exists(here.resolve("deploy/topics.txt"))) {
        return here;
      }
    }
    throw new Trouble("There is no deploy/topics.txt above " + code + ".");
  }

  private static Path code() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
