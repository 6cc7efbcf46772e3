package dev.fairlead.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, as the zonky artifacts carry them, one archive for each platform. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The directory that has {@code bin/postgres} once it is unpacked. */
  static Path directory(Path cache) {
    return cache.resolve(archive().replace(".txz", ""));
  }

  /** Unpacks the programs unless that has been done. */
  static void unpackedIn(Path cache) {
    String archive = archive();
    Path directory = directory(cache);
    if (Files.isDirectory(directory)) {
      return;
    }
    Path partial = cache.resolve("unpacking-" + ProcessHandle.current().pid());
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new Trouble("There are no PostgreSQL binaries for this machine (" + archive + ").");
      }
      unpack(packed, partial);
      Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(partial);
      throw new Trouble("Cannot unpack PostgreSQL to " + directory + ": " + Trouble.reason(e), e);
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return "postgres-%s-%s.txz"
        .formatted(
            system.startsWith("mac") ? "darwin" : "linux",
            arm ? "arm_64" : machine.equals("amd64") ? "x86_64" : machine);
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("unexpected entry " + entry.getName());
        }
        unpack(entry, tar, file, target);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path file, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(file, target.resolve(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      Files.setPosixFilePermissions(
          file,
          PosixFilePermissions.fromString(
              (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
    }
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // a leftover of a failed attempt: it takes space, but is in nobody's way
    }
  }
}
