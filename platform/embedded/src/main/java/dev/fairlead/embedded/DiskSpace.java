package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;

/** Looks before it is too late whether there is room for an installation. */
final class DiskSpace {

  /** PostgreSQL's empty cluster, its log and Kafka's segments fit easily; so does a day of play. */
  private static final long LEAST = 1L << 30;

  private DiskSpace() {}

  static void require(Home home) {
    try {
      long free = Files.getFileStore(home.data()).getUsableSpace();
      if (free < LEAST) {
        throw new Trouble(
            "The disk is full: %d MiB are free under %s, at least %d MiB are needed."
                .formatted(free >> 20, home.root(), LEAST >> 20));
      }
    } catch (IOException e) {
      throw new Trouble("Cannot read the free space of " + home.root(), e);
    }
  }
}
