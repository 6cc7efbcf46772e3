package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The life of an installation, from outside: real servers, stand-ins for the services. Ordered,
 * because each step finds what the one before left.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  private static Path checkout;
  private static Path home;
  private static Ports ports;
  private static Process supervisor;

  @BeforeAll
  static void start() throws IOException {
    Path target = Checkout.root().resolve("platform/embedded/target");
    checkout = Files.createTempDirectory(target, "checkout");
    home = checkout.resolve(".fairlead");
    ports = Ports.free();
    Files.createDirectories(checkout.resolve("deploy/connectors"));
    copy("deploy/topics.txt");
    for (Service service : Service.ALL) {
      copy("deploy/connectors/" + service.name() + ".json");
      buildStandIn(service, target);
    }
    supervisor = up();
  }

  @AfterAll
  static void stopAll() throws Exception {
    command("down").start().waitFor();
  }

  @Test
  @Order(1)
  void up_started_everything() throws Exception {
    assertThat(status()).isZero();
    assertThat(body("/api/pool/pools")).isEqualTo("fairlead_pool");
    assertThat(body("/in/form/website")).isEqualTo("fairlead_intake");
    assertThat(body("/q/health")).contains("\"UP\"").doesNotContain("DOWN");
    assertThat(body("/.well-known/jwks.json")).contains("RS256");
  }

  @Test
  @Order(2)
  void nobody_connects_to_the_database_of_another() {
    for (String role : List.of("fairlead_pool", "fairlead_pool_app", "fairlead_pool_cdc")) {
      for (String database : List.of("fairlead_intake", "postgres")) {
        assertThatThrownBy(() -> connect(database, role, "false"))
            .as(role + " to " + database)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  @Order(2)
  void nobody_who_may_stream_a_publication_may_copy_the_server() {
    for (String role : List.of("fairlead_pool", "fairlead_pool_app", "fairlead_pool_cdc")) {
      assertThatThrownBy(() -> connect("fairlead_pool", role, "true"))
          .as(role)
          .hasMessageContaining("pg_hba.conf rejects replication connection");
    }
  }

  private Connection connect(String database, String role, String replication) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", role);
    login.setProperty("password", new Keys(home.resolve("keys")).password(role));
    login.setProperty("replication", replication);
    login.setProperty("assumeMinServerVersion", "18");
    login.setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), database), login);
  }

  @Test
  @Order(3)
  void a_second_up_is_refused() throws Exception {
    Process second = command("up", "--empty").start();

    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(output(second)).contains("already runs");
  }

  @Test
  @Order(4)
  void a_part_that_dies_comes_back_and_leaves_the_others_alone() throws Exception {
    long pool = pid("pool-service");
    long intake = pid("lead-intake-service");
    ProcessHandle.of(pool).ifPresent(ProcessHandle::destroyForcibly);

    await().atMost(SOON).until(() -> pid("pool-service") != pool && status() == 0);

    assertThat(pid("lead-intake-service")).isEqualTo(intake);
    assertThat(output(command("status").start())).containsPattern("pool-service .* 1\n");
    assertThat(Files.readString(home.resolve("logs/pool-service.log")))
        .contains("it is started again");
  }

  @Test
  @Order(5)
  void down_finds_what_a_killed_supervisor_left() throws Exception {
    supervisor.destroyForcibly().waitFor();
    assertThat(processes()).isNotEmpty();
    assertThat(status()).isEqualTo(1);

    Process down = command("down").start();

    assertThat(output(down)).contains("left over").contains("postgres");
    assertThat(processes()).isEmpty();
  }

  @Test
  @Order(6)
  void a_second_up_finds_its_data_and_an_interrupt_leaves_nothing() throws Exception {
    Path marker = home.resolve("keys/signing.key");
    String key = Files.readString(marker);

    supervisor = up();

    assertThat(status()).isZero();
    assertThat(Files.readString(marker)).isEqualTo(key);
    new ProcessBuilder("kill", "-INT", Long.toString(supervisor.pid())).start().waitFor();
    assertThat(supervisor.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as("stopped").isTrue();
    assertThat(processes()).isEmpty();
    assertThat(home.resolve("data/postgres/postmaster.pid")).doesNotExist();
  }

  private static Process up() throws IOException {
    Process process = command("up", "--empty").start();
    StringBuilder said = new StringBuilder();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader
                    .lines()
                    .forEach(
                        line -> {
                          System.out.println(line);
                          synchronized (said) {
                            said.append(line).append('\n');
                          }
                        });
              } catch (IOException e) {
                // the process is gone
              }
            });
    await()
        .atMost(SOON)
        .until(
            () -> {
              assertThat(process.isAlive()).isTrue();
              synchronized (said) {
                return said.indexOf(DetachedUp.READY) >= 0;
              }
            });
    return process;
  }

  private static ProcessBuilder command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dfairlead.checkout=" + checkout,
                "-cp",
                Checkout.classPath(),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "FAIRLEAD_HOME", home.toString(),
                "FAIRLEAD_PORT", Integer.toString(ports.front()),
                "FAIRLEAD_KAFKA_PORT", Integer.toString(ports.kafka()),
                "FAIRLEAD_CONNECT_PORT", Integer.toString(ports.connect()),
                "FAIRLEAD_POSTGRES_PORT", Integer.toString(ports.postgres()),
                "FAIRLEAD_CLASS_ARCHIVES", "false"));
    return builder;
  }

  private static int status() throws Exception {
    Process status = command("status").start();
    output(status);
    return status.waitFor();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String body(String path) throws IOException {
    try (var in = URI.create("http://127.0.0.1:" + ports.front() + path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long pid(String part) throws IOException {
    return Long.parseLong(Files.readString(home.resolve("run/" + part + ".pid")).strip());
  }

  /** Every living process that belongs to this home. */
  private static List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(home.toString()))
        .toList();
  }

  private static void copy(String file) throws IOException {
    Files.copy(Checkout.root().resolve(file), checkout.resolve(file));
  }

  /** A jar with nothing but a manifest that points to the classes of the tests. */
  private static void buildStandIn(Service service, Path target) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
    try (Stream<Path> libraries = Files.list(target.resolve("platform/lib"))) {
      String driver =
          libraries
              .filter(jar -> jar.getFileName().toString().startsWith("postgresql-"))
              .findFirst()
              .orElseThrow()
              .toUri()
              .toString();
      main.put(Attributes.Name.CLASS_PATH, target.resolve("test-classes/").toUri() + " " + driver);
    }
    Path jar = service.jar(checkout);
    Files.createDirectories(jar.resolveSibling(""));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(out, manifest)) {
      content.finish();
    }
  }
}
