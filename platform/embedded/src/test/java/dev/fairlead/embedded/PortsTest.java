package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void defaults_are_those_of_the_contract() {
    Ports ports = Ports.of(Map.of());

    assertThat(ports).isEqualTo(new Ports(8080, 19092, 18083, 15432));
    assertThat(ports.of(Service.ALL.getFirst())).isEqualTo(8081);
    assertThat(ports.of(Service.ALL.getLast())).isEqualTo(8085);
    assertThat(ports.controller()).isEqualTo(19093);
  }

  @Test
  void a_taken_port_is_named_with_its_part_and_variable() throws IOException {
    Ports free = Ports.free();
    try (ServerSocket taken =
        new ServerSocket(free.front() + 1, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> Ports.requireFree(free.all()))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining(
              "port %d (lead-intake-service, FAIRLEAD_PORT+1) is taken"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void two_parts_on_one_port_are_refused() {
    Ports clash = new Ports(8080, 8079, 18083, 15432);

    assertThatThrownBy(() -> Ports.requireFree(clash.all()))
        .hasMessageContaining("FAIRLEAD_KAFKA_PORT+1");
  }

  @Test
  void something_that_is_no_port_is_refused() {
    assertThatThrownBy(() -> Ports.of(Map.of("FAIRLEAD_PORT", "http")))
        .hasMessageContaining("FAIRLEAD_PORT")
        .hasMessageContaining("http");
  }
}
