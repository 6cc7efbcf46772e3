package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for the connector file of every service. */
class ConnectorFilesTest {

  private static final Path CHECKOUT = Checkout.root();

  static Stream<Service> services() {
    return Service.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void no_file_holds_a_secret_or_an_address(Service service) throws Exception {
    JsonNode config = read(service);

    assertThat(config.path("database.password").asText())
        .isEqualTo("${env:" + service.passwordVariable() + "}");
    assertThat(config.path("database.hostname").asText())
        .isEqualTo("${env:FAIRLEAD_POSTGRES_HOST}");
    assertThat(config.path("database.port").asText()).isEqualTo("${env:FAIRLEAD_POSTGRES_PORT}");
  }

  @ParameterizedTest
  @MethodSource("services")
  void names_follow_the_service(Service service) throws Exception {
    JsonNode config = read(service);

    for (String name :
        new String[] {"database.dbname", "topic.prefix", "slot.name", "publication.name"}) {
      assertThat(config.path(name).asText()).as(name).isEqualTo(service.database());
    }
    assertThat(config.path("database.user").asText()).isEqualTo(service.captureRole());
  }

  @ParameterizedTest
  @MethodSource("services")
  void all_else_is_the_same_everywhere(Service service) throws Exception {
    String own = read(service).toString();
    String first = read(Service.ALL.getFirst()).toString();

    assertThat(own.replace(service.database(), "").replace(service.passwordVariable(), ""))
        .isEqualTo(
            first
                .replace(Service.ALL.getFirst().database(), "")
                .replace(Service.ALL.getFirst().passwordVariable(), ""));
  }

  private static JsonNode read(Service service) throws Exception {
    return JsonHttp.JSON.readTree(service.connector(CHECKOUT).toFile());
  }
}
