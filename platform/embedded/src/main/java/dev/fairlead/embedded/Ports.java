package dev.fairlead.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ports of one installation, all on the loopback interface.
 *
 * @param front the front door; the services have the next five
 * @param kafka the broker; its controller has the next one
 * @param connect Kafka Connect's REST interface
 * @param postgres PostgreSQL
 */
public record Ports(int front, int kafka, int connect, int postgres) {

  /** A port that an installation needs, with what it is for and how to move it. */
  record Use(int port, String part, String variable) {}

  /** The ports named by the environment, or their defaults. */
  public static Ports of(Map<String, String> environment) {
    return new Ports(
        port(environment, "FAIRLEAD_PORT", 8080),
        port(environment, "FAIRLEAD_KAFKA_PORT", 19092),
        port(environment, "FAIRLEAD_CONNECT_PORT", 18083),
        port(environment, "FAIRLEAD_POSTGRES_PORT", 15432));
  }

  /** Ports that nobody uses at this moment. */
  public static Ports free() {
    try (ServerSocket connect = new ServerSocket(0);
        ServerSocket postgres = new ServerSocket(0)) {
      return new Ports(
          neighbours(1 + Service.ALL.size()),
          neighbours(2),
          connect.getLocalPort(),
          postgres.getLocalPort());
    } catch (IOException e) {
      throw new Trouble("Found no free ports: " + Trouble.reason(e), e);
    }
  }

  int controller() {
    return kafka + 1;
  }

  int of(Service service) {
    return front + service.offset();
  }

  /** The second process of a service stands ten ports above the first, and so on. */
  int of(Replicas.Replica replica) {
    return of(replica.service()) + 10 * (replica.number() - 1);
  }

  /** What stands on the ports of the servers alone. */
  List<Use> servers() {
    return List.of(
        new Use(postgres, "PostgreSQL", "FAIRLEAD_POSTGRES_PORT"),
        new Use(kafka, "Kafka", "FAIRLEAD_KAFKA_PORT"),
        new Use(controller(), "Kafka controller", "FAIRLEAD_KAFKA_PORT+1"),
        new Use(connect, "Kafka Connect", "FAIRLEAD_CONNECT_PORT"));
  }

  /** What stands on the ports of a whole installation. */
  List<Use> all(Replicas replicas) {
    List<Use> uses = new ArrayList<>();
    uses.add(new Use(front, "front door", "FAIRLEAD_PORT"));
    for (Replicas.Replica replica : replicas.all()) {
      int port = of(replica);
      uses.add(new Use(port, replica.name(), "FAIRLEAD_PORT+" + (port - front)));
    }
    uses.addAll(servers());
    return uses;
  }

  /**
   * Refuses to go on when a port is in use, or two parts share one.
   *
   * @throws Trouble naming every such port
   */
  static void requireFree(List<Use> uses) {
    List<String> taken = new ArrayList<>();
    for (Use use : uses) {
      Optional<Use> other =
          uses.stream().filter(o -> o != use && o.port() == use.port()).findFirst();
      if (other.isPresent()) {
        taken.add(
            "port %d (%s, %s) is also meant for the %s (%s)"
                .formatted(
                    use.port(),
                    use.part(),
                    use.variable(),
                    other.get().part(),
                    other.get().variable()));
      } else if (!isFree(use.port())) {
        taken.add("port %d (%s, %s) is taken".formatted(use.port(), use.part(), use.variable()));
      }
    }
    if (!taken.isEmpty()) {
      throw new Trouble(
          String.join("\n", taken)
              + "\nStop what uses it, or choose another port with the variable named.");
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int neighbours(int count) throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first;
      try (ServerSocket socket = new ServerSocket(0)) {
        first = socket.getLocalPort();
      }
      boolean free = first + count <= 65535;
      for (int next = first + 1; free && next < first + count; next++) {
        free = isFree(next);
      }
      if (free) {
        return first;
      }
    }
    throw new IOException("no " + count + " neighbouring ports are free");
  }

  private static int port(Map<String, String> environment, String variable, int fallback) {
    String given = environment.get(variable);
    if (given == null || given.isBlank()) {
      return fallback;
    }
    try {
      int port = Integer.parseInt(given.strip());
      if (port > 0 && port <= 65535 - Service.ALL.size()) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Trouble(variable + " must be a port number, but is '" + given + "'");
  }
}
