package dev.fairlead.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this very code runs from. */
final class Checkout {

  private Checkout() {}

  /**
   * The root of the source tree: the nearest directory above that has {@code deploy/topics.txt}.
   */
  static Path root() {
    for (Path here = code(); here != null; here = here.getParent()) {
      if (Files.exists(here.resolve("deploy/topics.txt"))) {
        return here;
      }
    }
    throw new Trouble("There is no deploy/topics.txt above " + code() + ".");
  }

  /**
   * The class path for further JVMs. When this code is a jar among its libraries, that is their
   * directory, which keeps command lines short.
   */
  static String classPath() {
    Path code = code();
    return Files.isRegularFile(code)
        ? code.resolveSibling("*").toString()
        : System.getProperty("java.class.path", "");
  }

  private static Path code() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
