package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * For each service an archive of the classes that it loads, already read, verified and linked
 * (class-data sharing), beside what Maven built. A service that starts with one needs little more
 * than half the processor time. The archives are made from the running processes once everything is
 * ready, one after the other, so the first start after a build has none.
 */
final class ClassArchives {

  /** Until whoever started it has looked at it: making them takes a processor for minutes. */
  private static final Duration PEACE = Duration.ofMinutes(1);

  private static final long MINUTES_FOR_ONE = 5;

  private final Path checkout;
  private final boolean wanted;

  ClassArchives(Path checkout, Map<String, String> environment) {
    this.checkout = checkout;
    this.wanted = !"false".equals(environment.get("FAIRLEAD_CLASS_ARCHIVES"));
  }

  /**
   * The command line of a service: from a flat class path and its archive, if there is one; from
   * its jar where no archives are wanted, since without one the jar's own loader is the faster.
   */
  List<String> command(Service service, JavaCommand java) {
    if (!wanted) {
      return java.jar(service.jar(checkout));
    }
    of(service).ifPresent(java::archived);
    return java.quarkus(service.classPath(checkout));
  }

  /** The archive that fits what is built, if it has been made. */
  private Optional<Path> of(Service service) {
    Path archive = place(service);
    try {
      return Files.exists(archive) && !isOlder(archive, service.jar(checkout))
          ? Optional.of(archive)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes those that are missing, a minute later and in a thread of its own. One that cannot be
   * made is left out: it only saves time.
   */
  void makeInPeace(ServiceProcesses services) {
    if (!wanted) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("class archives")
        .start(
            () -> {
              Pause.of(PEACE);
              for (Service service : Service.ALL) {
                if (of(service).isEmpty()) {
                  make(service, services.pid(service));
                }
              }
            });
  }

  private void make(Service service, long pid) {
    Path archive = place(service);
    Path partial =
        archive.resolveSibling(archive.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Process process =
          new ProcessBuilder(
                  jcmd().toString(), Long.toString(pid), "VM.cds", "static_dump", partial + "")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(MINUTES_FOR_ONE, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      } else if (Files.exists(partial)) {
        Files.move(partial, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // no tools beside this JVM, or nowhere to write: the service starts as it did
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      discard(partial);
    }
  }

  private static void discard(Path partial) {
    try {
      Files.deleteIfExists(partial);
      for (String left : List.of(".classlist", ".classlist0")) {
        Files.deleteIfExists(partial.resolveSibling(partial.getFileName() + left));
      }
    } catch (IOException e) {
      // the next build's clean takes it away
    }
  }

  private Path place(Service service) {
    String name = "classes-" + Runtime.version() + ".jsa";
    return checkout.resolve(service.name()).resolve("target").resolve(name);
  }

  private static boolean isOlder(Path one, Path other) throws IOException {
    FileTime time = Files.getLastModifiedTime(one);
    return time.compareTo(Files.getLastModifiedTime(other)) < 0;
  }

  private static Path jcmd() {
    return Path.of(System.getProperty("java.home"), "bin", "jcmd");
  }
}
