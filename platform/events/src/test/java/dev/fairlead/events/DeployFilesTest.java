package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What the ways to deploy say of the same system is the same. */
class DeployFilesTest {

  private static final Path DEPLOY = Approved.path("deploy");
  private static final Path COMPOSE = Approved.path("docker-compose.yml");
  private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  private static final ObjectMapper JSON = EventJson.mapper();

  /** Path prefix and the service behind it, as the contracts page has them. */
  private static final Map<String, String> ROUTES =
      Map.of(
          "/in", "lead-intake-service",
          "/api/intake", "lead-intake-service",
          "/api/assignment", "assignment-service",
          "/api/ownership", "ownership-service",
          "/api/pool", "pool-service",
          "/api/notification", "notification-service");

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      return Stream.concat(files, Stream.of(COMPOSE))
          .filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void the_file_is_well_formed(Path file) {
    assertThatCode(() -> load(file)).doesNotThrowAnyException();
  }

  @Test
  void every_service_has_a_connector_of_its_own_database() throws IOException {
    Map<String, JsonNode> connectors = connectors();

    assertThat(connectors.keySet()).isEqualTo(new TreeSet<>(ROUTES.values()));
    assertThat(connectors)
        .allSatisfy(
            (service, connector) -> {
              String database = "fairlead_" + shortName(service);
              assertThat(connector.path("database.dbname").asText()).isEqualTo(database);
              assertThat(connector.path("slot.name").asText()).isEqualTo(database);
              assertThat(connector.path("publication.name").asText()).isEqualTo(database);
            });
  }

  @Test
  void the_topics_on_kubernetes_are_those_of_the_list() throws IOException {
    Approved.check(KUBERNETES.resolve("topics.yaml"), KubernetesFiles.topics(TopicList.read()));
  }

  @Test
  void the_connectors_on_kubernetes_are_those_of_the_files() throws IOException {
    Approved.check(KUBERNETES.resolve("connectors.yaml"), KubernetesFiles.connectors(connectors()));
  }

  @Test
  void the_connect_workers_know_every_variable_a_connector_refers_to() throws IOException {
    TreeSet<String> wanted = new TreeSet<>();
    connectors().values().forEach(connector -> wanted.addAll(variables(connector.toString())));

    assertThat(names(compose("connect").path("environment"))).containsAll(wanted);
    assertThat(
            load(KUBERNETES.resolve("connect.yaml"))
                .getFirst()
                .at("/spec/template/connectContainer/env"))
        .extracting(variable -> variable.path("name").asText())
        .containsAll(wanted);
  }

  @Test
  void the_front_doors_route_the_same_paths() throws IOException {
    Map<String, String> ingress = new LinkedHashMap<>();
    load(KUBERNETES.resolve("ingress.yaml"))
        .getFirst()
        .at("/spec/rules/0/http/paths")
        .forEach(
            path ->
                ingress.put(path.path("path").asText(), path.at("/backend/service/name").asText()));

    assertThat(ingress).isEqualTo(ROUTES);
    assertThat(nginxRoutes()).isEqualTo(ROUTES);
  }

  @ParameterizedTest
  @CsvSource({
    "lead-intake-service",
    "assignment-service",
    "ownership-service",
    "pool-service",
    "notification-service"
  })
  void every_way_runs_the_service_on_its_own_database(String service) throws IOException {
    String database = "fairlead_" + shortName(service);
    JsonNode inCompose = compose(service);
    List<JsonNode> resources = load(KUBERNETES.resolve("services/" + service + ".yaml"));
    JsonNode container = resources.getFirst().at("/spec/template/spec/containers/0");

    assertThat(inCompose.path("image").asText()).startsWith("fairlead/" + service + ":");
    assertThat(inCompose.at("/environment/FAIRLEAD_DB_NAME").asText()).isEqualTo(database);
    assertThat(names(inCompose.path("environment"))).containsAll(settingsOfAService());
    assertThat(resources)
        .extracting(resource -> resource.path("kind").asText())
        .containsExactly("Deployment", "Service");
    assertThat(container.path("image").asText()).isEqualTo("fairlead/" + service + ":0.1.0");
    assertThat(container.path("env"))
        .anySatisfy(
            variable -> {
              assertThat(variable.path("name").asText()).isEqualTo("FAIRLEAD_DB_NAME");
              assertThat(variable.path("value").asText()).isEqualTo(database);
            });
    assertThat(resources.getLast().at("/spec/ports/0/port").asInt()).isEqualTo(8080);
  }

  @Test
  void kubernetes_sets_what_a_service_reads_from_its_environment() throws IOException {
    List<String> names = new ArrayList<>();
    names.addAll(names(load(KUBERNETES.resolve("configuration.yaml")).getFirst().path("data")));
    load(KUBERNETES.resolve("secrets.example.yaml"))
        .forEach(secret -> names.addAll(names(secret.path("stringData"))));
    load(KUBERNETES.resolve("services/pool-service.yaml"))
        .getFirst()
        .at("/spec/template/spec/containers/0/env")
        .forEach(variable -> names.add(variable.path("name").asText()));

    assertThat(names).containsAll(settingsOfAService());
  }

  @Test
  void the_kustomization_names_every_manifest() throws IOException {
    try (Stream<Path> files = Files.walk(KUBERNETES)) {
      assertThat(load(KUBERNETES.resolve("kustomization.yaml")).getFirst().path("resources"))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(file -> file.toString().endsWith(".yaml"))
                  .map(file -> KUBERNETES.relativize(file).toString())
                  .filter(name -> !name.matches("kustomization.yaml|secrets.example.yaml"))
                  .toList());
    }
  }

  @Test
  void prometheus_scrapes_every_service() throws IOException {
    assertThat(
            load(DEPLOY.resolve("prometheus/prometheus.yml"))
                .getFirst()
                .at("/scrape_configs/0/static_configs"))
        .extracting(target -> target.at("/targets/0").asText())
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(ROUTES.values()).stream().map(name -> name + ":8080").toList());
  }

  @Test
  void the_example_settings_name_every_secret_of_the_compose_file() {
    assertThat(Approved.read(Approved.path(".env.example")))
        .contains(
            Pattern.compile("\\$\\{(\\w+):-}")
                .matcher(Approved.read(COMPOSE))
                .results()
                .map(secret -> secret.group(1) + "=")
                .distinct()
                .toList());
  }

  private static List<String> settingsOfAService() {
    return List.of(
        "QUARKUS_HTTP_PORT",
        "FAIRLEAD_DB_HOST",
        "FAIRLEAD_DB_PORT",
        "FAIRLEAD_DB_NAME",
        "FAIRLEAD_DB_OWNER",
        "FAIRLEAD_DB_OWNER_PASSWORD",
        "FAIRLEAD_DB_USER",
        "FAIRLEAD_DB_PASSWORD",
        "KAFKA_BOOTSTRAP_SERVERS",
        "FAIRLEAD_JWT_KEYS",
        "FAIRLEAD_JWT_ISSUER",
        "FAIRLEAD_SECRET_KEY",
        "FAIRLEAD_IDENTITY_KEY",
        "FAIRLEAD_SMTP_HOST",
        "FAIRLEAD_SMTP_PORT");
  }

  private static Map<String, JsonNode> connectors() throws IOException {
    Map<String, JsonNode> connectors = new TreeMap<>();
    Path folder = DEPLOY.resolve("connectors");
    for (String name : Approved.names(folder)) {
      if (name.endsWith(".json")) {
        connectors.put(
            name.substring(0, name.length() - ".json".length()),
            load(folder.resolve(name)).getFirst());
      }
    }
    return connectors;
  }

  private static JsonNode compose(String service) throws IOException {
    return load(COMPOSE).getFirst().path("services").path(service);
  }

  private static Map<String, String> nginxRoutes() {
    Map<String, String> routes = new LinkedHashMap<>();
    Pattern.compile("~\\^(/[a-z/]*[a-z])\\S*\\s+([a-z-]+);")
        .matcher(Approved.read(DEPLOY.resolve("compose/front-door.conf")))
        .results()
        .forEach(route -> routes.put(route.group(1), route.group(2)));
    return routes;
  }

  private static List<String> variables(String text) {
    return Pattern.compile("\\$\\{env:(\\w+)}")
        .matcher(text)
        .results()
        .map((MatchResult reference) -> reference.group(1))
        .toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String shortName(String service) {
    return service.replace("lead-", "").replace("-service", "");
  }

  /** The documents of a file, with anchors and merges resolved. */
  private static List<JsonNode> load(Path file) throws IOException {
    if (file.toString().endsWith(".json")) {
      return List.of(JSON.readTree(Files.readAllBytes(file)));
    }
    Iterable<Object> documents = new Yaml(new LoaderOptions()).loadAll(Approved.read(file));
    return StreamSupport.stream(documents.spliterator(), false)
        .map(document -> (JsonNode) JSON.valueToTree(document))
        .toList();
  }
}
