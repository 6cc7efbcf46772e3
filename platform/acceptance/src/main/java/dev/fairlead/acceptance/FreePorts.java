package dev.fairlead.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.Stream;

/** Ports for an installation that lives beside others. */
public final class FreePorts {

  private FreePorts() {}

  /**
   * So many neighbouring ports that nobody uses now, below those that the system hands out by
   * itself: a client's connection must not take one while a part that was killed is away.
   *
   * @return the first of them
   */
  public static int block(int count) {
    int begin = 20_000 + (int) (ProcessHandle.current().pid() % 500) * 22;
    for (int first = begin; first < 32_000; first += count) {
      int from = first;
      if (Stream.iterate(from, port -> port + 1).limit(count).allMatch(FreePorts::isFree)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " neighbouring ports are free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
