package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      assertThatThrownBy(() -> Ports.requireFree(free.all(Replicas.ONE_EACH)))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining(
              "port %d (lead-intake-service, FAIRLEAD_PORT+1) is taken"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void two_parts_on_one_port_are_refused() {
    Ports clash = new Ports(8080, 8079, 18083, 15432);

    assertThatThrownBy(() -> Ports.requireFree(clash.all(Replicas.ONE_EACH)))
        .hasMessageContaining("FAIRLEAD_KAFKA_PORT+1");
  }

  @Test
  void the_second_process_of_a_service_stands_ten_ports_above_the_first() {
    Ports ports = new Ports(8080, 19092, 18083, 15432);

    assertThat(Replicas.parse("pool=2").all())
        .extracting(r -> r.name() + ":" + ports.of(r))
        .containsExactly(
            "lead-intake-service:8081",
            "assignment-service:8082",
            "ownership-service:8083",
            "pool-service:8084",
            "pool-service-2:8094",
            "notification-service:8085");
  }

  @Test
  void a_single_number_of_replicas_is_one_for_each_service() {
    assertThat(Replicas.parse("2").all()).hasSize(10);
    assertThat(Replicas.parse(Replicas.parse("2").text())).isEqualTo(Replicas.parse("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "many", "pool=", "pool=10", "shop=2", "pool=2=3"})
  void what_is_no_number_of_replicas_is_refused(String text) {
    assertThatThrownBy(() -> Replicas.parse(text))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("pool=2,ownership=3");
  }

  @Test
  void something_that_is_no_port_is_refused() {
    assertThatThrownBy(() -> Ports.of(Map.of("FAIRLEAD_PORT", "http")))
        .hasMessageContaining("FAIRLEAD_PORT")
        .hasMessageContaining("http");
  }
}
