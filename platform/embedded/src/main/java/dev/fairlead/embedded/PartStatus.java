package dev.fairlead.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One part of an installation as it is at this moment.
 *
 * @param name the process, or the connector
 * @param pid -1 when there is no process
 * @param port 0 when it has none
 * @param state in one word
 * @param restarts how often it had to be started again since {@code up}
 */
record PartStatus(String name, long pid, int port, boolean ready, String state, int restarts) {

  /** Every part, in the order in which they depend on each other. */
  static List<PartStatus> all(Installation installation) {
    Ports ports = installation.ports();
    List<Callable<List<PartStatus>>> looks = new ArrayList<>();
    looks.add(() -> server(installation, "postgres", ports.postgres()));
    looks.add(() -> server(installation, "kafka", ports.kafka()));
    looks.add(() -> server(installation, "connect", ports.connect()));
    installation
        .replicas()
        .all()
        .forEach(replica -> looks.add(() -> service(installation, replica)));
    looks.add(() -> connectors(ports));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<PartStatus> parts = new ArrayList<>();
      for (Future<List<PartStatus>> part : threads.invokeAll(looks)) {
        parts.addAll(part.get());
      }
      return parts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<PartStatus> server(Installation installation, String name, int port) {
    long pid = pid(installation, name);
    boolean ready = pid > 0 && accepts(port);
    return List.of(
        new PartStatus(name, pid, port, ready, state(pid, ready), restarts(installation, name)));
  }

  private static List<PartStatus> service(Installation installation, Replicas.Replica replica) {
    long pid = pid(installation, replica.name());
    boolean ready = pid > 0 && ServiceProcesses.isReady(replica, installation.ports());
    return List.of(
        new PartStatus(
            replica.name(),
            pid,
            installation.ports().of(replica),
            ready,
            state(pid, ready),
            restarts(installation, replica.name())));
  }

  private static List<PartStatus> connectors(Ports ports) {
    Map<String, String> states;
    try {
      states = new Connectors(ConnectServer.url(ports)).states();
    } catch (IOException e) {
      states = Map.of();
    }
    List<PartStatus> parts = new ArrayList<>();
    for (Service service : Service.ALL) {
      String state = states.getOrDefault(service.name(), "UNKNOWN");
      parts.add(
          new PartStatus(
              "connector " + service.shortName(),
              -1,
              0,
              state.equals(Connectors.RUNNING),
              state.toLowerCase(Locale.ROOT),
              0));
    }
    return parts;
  }

  private static String state(long pid, boolean ready) {
    return ready ? "ready" : pid > 0 ? "starting" : "down";
  }

  private static long pid(Installation installation, String name) {
    Path file = installation.home().run().resolve(name + ".pid");
    return Leftovers.process(file, installation.home()).map(ProcessHandle::pid).orElse(-1L);
  }

  private static int restarts(Installation installation, String name) {
    try {
      return Integer.parseInt(
          Files.readString(installation.home().run().resolve(name + ".restarts")).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
