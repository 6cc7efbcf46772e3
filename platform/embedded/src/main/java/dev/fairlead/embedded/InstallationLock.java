package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Sees to it that one home has one supervisor. The system takes the lock back when it dies. */
final class InstallationLock {

  private final FileChannel channel;

  private InstallationLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws Trouble when somebody has it
   */
  static InstallationLock acquire(Home home) {
    Path file = home.run().resolve("supervisor.lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new Trouble("Fairlead already runs with its home in " + home.root() + ".");
      }
      return new InstallationLock(channel);
    } catch (IOException e) {
      throw new Trouble("Cannot lock " + file + ": " + Trouble.reason(e), e);
    }
  }

  void release() {
    try {
      channel.close();
    } catch (IOException e) {
      // closing fails only when the process is going away, and the lock goes with it
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
