package dev.fairlead.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The launcher script {@code ./fairlead} of one checkout, run for one installation.
 *
 * @param checkout the root of the source tree
 * @param environment what the script is told, {@code FAIRLEAD_HOME} above all
 */
public record Launcher(Path checkout, Map<String, String> environment) {

  /** How a command ended and what it printed. */
  public record Ended(int status, String out) {

    /**
     * What it printed, when it succeeded.
     *
     * @throws IllegalStateException with what it printed when it did not
     */
    public String orThrow() {
      if (status != 0) {
        throw new IllegalStateException("./fairlead ended with " + status + ":\n" + out);
      }
      return out;
    }
  }

  /** The nearest directory above this code that has the launcher script. */
  public static Path here() {
    Path code =
        Path.of(
            URI.create(
                Launcher.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Path here = code;
    while (here != null && !Files.isRegularFile(here.resolve("fairlead"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no launcher script above " + code);
    }
    return here;
  }

  /** A launcher for the installation in a home that is already there. */
  public static Launcher of(Path checkout, Path home) {
    return new Launcher(checkout, Map.of("FAIRLEAD_HOME", home.toString()));
  }

  /** Runs a command; what it prints on standard error goes to this process's own. */
  public Ended run(String... arguments) {
    ProcessBuilder builder = command(arguments).redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A command that is yet to be started. */
  public ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("fairlead").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
