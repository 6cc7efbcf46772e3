package dev.fairlead.acceptance.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small file systems in memory on which an installation keeps its data, so that they can be made
 * full without harm to the machine: by making them as small as what is on them. Only root may.
 */
final class Disks implements AutoCloseable {

  private static final String ROOMY = "size=50%"; // of the memory; it takes what is in it
  private static final int TRIES = 200;

  private final Map<String, Path> disks = new LinkedHashMap<>();

  /** Mounts them where the broker and the database of this home will keep their data. */
  static Disks under(Path home) {
    Disks disks = new Disks();
    disks.mount("postgres", home.resolve("data"));
    disks.mount("kafka", home.resolve("data/kafka"));
    return disks;
  }

  /** Takes away what a run that was killed has left of them. */
  static void unmount(Path home) {
    if (isRoot()) {
      run("umount", "-l", home.resolve("data/kafka").toString());
      run("umount", "-l", home.resolve("data").toString());
    }
  }

  /** None: nothing can be made full. */
  static Disks none() {
    return new Disks();
  }

  /** Whether there is anything to fill. */
  boolean isThere() {
    return !disks.isEmpty();
  }

  /** There is no room on this part's disk for a while. */
  void fill(String part, Duration time) throws IOException, InterruptedException {
    Path disk = disks.get(part);
    if (disk == null) {
      throw new IllegalStateException("no disk of its own: " + part);
    }
    try {
      for (int tries = 0; !shrunk(disk); tries++) {
        if (tries > TRIES) {
          throw new IllegalStateException("the disk of " + part + " cannot be made full");
        }
        Thread.sleep(20);
      }
      Thread.sleep(time);
    } finally {
      run("mount", "-o", "remount," + ROOMY, disk.toString());
    }
  }

  @Override
  public void close() {
    List<Path> inside = new ArrayList<>(disks.values()).reversed();
    inside.forEach(disk -> run("umount", "-l", disk.toString()));
    disks.clear();
  }

  private void mount(String part, Path place) {
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (isRoot() && run("mount", "-t", "tmpfs", "-o", ROOMY, "tmpfs", place.toString())) {
      disks.put(part, place);
    }
  }

  /** Fails when something was written meanwhile; then it is tried again. */
  private static boolean shrunk(Path disk) throws IOException {
    var store = Files.getFileStore(disk);
    long used = (store.getTotalSpace() - store.getUnallocatedSpace()) / 1024;
    return run("mount", "-o", "remount,size=" + used + "k", disk.toString());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
