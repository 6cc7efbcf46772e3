package dev.fairlead.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The five services: what each is told by its environment, and whether each is ready. */
final class ServiceProcesses {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Ports ports;
  private final Map<Replicas.Replica, Child> children = new LinkedHashMap<>();

  ServiceProcesses(
      Home home,
      Path checkout,
      Ports ports,
      Replicas replicas,
      Path keySet,
      Map<String, String> environment) {
    this.ports = ports;
    Keys keys = new Keys(home.keys());
    ClassArchives archives = new ClassArchives(checkout, environment);
    for (Replicas.Replica replica : replicas.all()) {
      Service service = replica.service();
      Path jar = service.jar(checkout);
      if (!Files.exists(jar)) {
        throw new Trouble("The " + service.name() + " is not built: " + jar + " is missing.");
      }
      JavaCommand java = JavaCommand.withHeap(224).markedWith(home);
      // what is acknowledged at the door is safe; what comes of it can wait for the next request
      boolean isDoor = service.offset() == 1;
      List<String> command =
          archives.command(
              service,
              isDoor
                  ? java.living(JavaCommand.Life.BUSY)
                  : java.living(JavaCommand.Life.LONG).yielding());
      Map<String, String> variables = variables(replica, home, keys, keySet, environment);
      children.put(
          replica,
          new Child(
              new Child.Spec(replica.name(), command, variables, "TERM", Duration.ofSeconds(15)),
              home));
    }
  }

  List<Child> children() {
    return List.copyOf(children.values());
  }

  /** The process id of one of the service's replicas. */
  long pid(Service service) {
    return children.entrySet().stream()
        .filter(child -> child.getKey().service().equals(service))
        .mapToLong(child -> child.getValue().pid())
        .findFirst()
        .orElse(-1);
  }

  /** Starts all. */
  void start() {
    children.values().forEach(Child::start);
  }

  /** Returns when all are ready. */
  void await(Progress progress) {
    children.forEach(
        (replica, child) -> {
          child.awaitReady(() -> isReady(replica, ports), PATIENCE);
          progress.done(replica.name());
        });
    children.values().forEach(Child::guard);
  }

  /** What the service itself says about its readiness. */
  static boolean isReady(Replicas.Replica replica, Ports ports) {
    URI url = URI.create("http://127.0.0.1:" + ports.of(replica));
    try {
      return JsonHttp.glanceAt(url).get("/q/health/ready").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Map<String, String> variables(
      Replicas.Replica replica,
      Home home,
      Keys keys,
      Path keySet,
      Map<String, String> environment) {
    Service service = replica.service();
    Map<String, String> variables = new HashMap<>();
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(replica)));
    // who asked is in the headers of the front door, which is the only one there is
    variables.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
    variables.put("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1");
    variables.put("FAIRLEAD_DB_HOST", "127.0.0.1");
    variables.put("FAIRLEAD_DB_PORT", Integer.toString(ports.postgres()));
    variables.put("FAIRLEAD_DB_NAME", service.database());
    variables.put("FAIRLEAD_DB_OWNER", service.database());
    variables.put("FAIRLEAD_DB_OWNER_PASSWORD", keys.password(service.database()));
    variables.put("FAIRLEAD_DB_USER", service.runningRole());
    variables.put("FAIRLEAD_DB_PASSWORD", keys.password(service.runningRole()));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    variables.put("FAIRLEAD_JWT_KEYS", keySet.toUri().toString());
    variables.put("FAIRLEAD_JWT_ISSUER", Tokens.ISSUER);
    variables.put("FAIRLEAD_SECRET_KEY", keys.secretKey());
    if (!environment.containsKey("FAIRLEAD_PUBLIC_URL")) {
      variables.put("FAIRLEAD_PUBLIC_URL", "http://localhost:" + ports.front());
    }
    variables.put("FAIRLEAD_IDENTITY_KEY", keys.identityKey());
    // Everything else, such as FAIRLEAD_SMTP_HOST, is inherited.
    if (!environment.containsKey("FAIRLEAD_SMTP_HOST")) {
      variables.put("FAIRLEAD_MAIL_DIRECTORY", home.mail().toString());
    }
    return variables;
  }
}
