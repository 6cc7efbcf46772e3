package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generated files that are checked in, so that a change of a contract shows in review. Run the
 * tests with {@code -Dapprove=true} to rewrite them, then look at the difference.
 */
final class Approved {

  private static final Path ROOT = Path.of(System.getProperty("fairlead.root", "../.."));

  private Approved() {}

  /** A file or folder of the checkout. */
  static Path path(String inCheckout) {
    return ROOT.resolve(inCheckout);
  }

  /** The text must be what the file holds; with {@code -Dapprove=true} it becomes that. */
  static void check(Path file, String text) {
    if (isApproving()) {
      write(file, text);
    } else if (!Files.exists(file)) {
      fail("%s is missing; run with -Dapprove=true to make it", file);
    } else {
      assertThat(read(file))
          .as("%s is not up to date; run with -Dapprove=true and look at the difference", file)
          .isEqualTo(text);
    }
  }

  /** Whether this run rewrites the files. */
  static boolean isApproving() {
    return Boolean.getBoolean("approve");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files in a folder, sorted. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
