package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandingStillTest {

  private static final Duration SOON = Duration.ofSeconds(8);

  @Test
  void a_service_that_takes_connections_and_says_nothing_is_soon_known_as_not_ready()
      throws IOException {
    try (ServerSocket silent = silent()) {
      Ports ports = new Ports(silent.getLocalPort() - 1, 1, 1, 1);
      long begun = System.nanoTime();

      boolean ready =
          ServiceProcesses.isReady(new Replicas.Replica(Service.ALL.getFirst(), 1), ports);

      assertThat(ready).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }
  }

  @Test
  void a_worker_that_says_nothing_of_its_connectors_does_not_stop_the_watch() throws IOException {
    try (ServerSocket silent = silent()) {
      Connectors connectors =
          new Connectors(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
      long begun = System.nanoTime();

      assertThatThrownBy(connectors::states).isInstanceOf(IOException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }
  }

  /** The system takes connections for it; nobody reads them. */
  private static ServerSocket silent() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }
}
