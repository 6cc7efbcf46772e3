package dev.fairlead.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code up}: starts the whole installation, watches it, and stops it when it is told to. */
final class UpCommand {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Home home;
  private final Path checkout;
  private final Ports ports;
  private final Replicas replicas;
  private final Arguments arguments;
  private final PrintStream out;
  private final Map<String, String> environment;

  UpCommand(
      Home home,
      Path checkout,
      Map<String, String> environment,
      Arguments arguments,
      PrintStream out) {
    this.home = home;
    this.checkout = checkout;
    this.environment = environment;
    this.arguments = arguments;
    this.out = out;
    this.replicas =
        arguments
            .value("--replicas")
            .or(() -> Optional.ofNullable(environment.get("FAIRLEAD_REPLICAS")))
            .map(Replicas::parse)
            .orElse(Replicas.ONE_EACH);
    this.ports =
        arguments.value("--port").map(this::withFront).orElseGet(() -> Ports.of(environment));
  }

  /** Returns never: the process ends when it is told to. */
  void run() throws InterruptedException {
    InstallationLock lock = InstallationLock.acquire(home);
    Progress progress = new Progress(out);
    for (String leftover : Leftovers.stop(home)) {
      progress.say("stopped " + leftover + ", left over from a killed supervisor");
    }
    Ports.requireFree(ports.all(replicas));
    DiskSpace.require(home);

    Installation installation =
        new Installation(home, ports, replicas, ProcessHandle.current().pid());
    SigningKey signingKey = SigningKey.of(new Keys(home.keys()));
    Supervisor supervisor = new Supervisor(installation, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop));
    installation.write();

    Servers servers = supervisor.own(new Servers(home, ports, Service.ALL, JavaCommand.Life.LONG));
    ServiceProcesses services =
        supervisor.own(
            new ServiceProcesses(home, checkout, ports, replicas, keySet(signingKey), environment));
    servers.startStores(progress, Topics.read(checkout.resolve("deploy/topics.txt")), Service.ALL);
    services.start();
    servers.awaitConnect(progress);
    services.await(progress);
    Connectors connectors = new Connectors(servers.connect().url());
    register(connectors, progress);
    supervisor.open(
        FrontDoor.open(
            ports.front(),
            replicas,
            ports::of,
            new FrontDoor.Own() {
              @Override
              public String keySet() {
                return signingKey.keySet();
              }

              @Override
              public Map<String, Boolean> parts() {
                return supervisor.parts();
              }
            }));
    supervisor.watch(connectors);
    progress.done("front door");
    welcome(installation, signingKey, progress);
    new ClassArchives(checkout, environment).makeInPeace(services);
    Thread.currentThread().join();
  }

  private Ports withFront(String port) {
    Map<String, String> moved = new LinkedHashMap<>(environment);
    moved.put("FAIRLEAD_PORT", port);
    return Ports.of(moved);
  }

  /** The public keys in a file, for the services to read. */
  private Path keySet(SigningKey signingKey) {
    Path file = home.keys().resolve("jwks.json");
    Path partial = home.keys().resolve("jwks.json.new");
    try {
      Files.writeString(partial, signingKey.keySet());
      return Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Trouble("Cannot write " + file + ": " + Trouble.reason(e), e);
    }
  }

  private void register(Connectors connectors, Progress progress) {
    Service.ALL.forEach(
        service -> connectors.register(service.name(), service.connector(checkout)));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!allRunning(connectors)) {
      if (System.nanoTime() > deadline) {
        throw new Trouble(
            "Not all connectors run; see " + home.logs().resolve("connect.log") + ".");
      }
      Pause.of(Duration.ofMillis(100));
    }
    progress.done("connectors");
  }

  private static boolean allRunning(Connectors connectors) {
    try {
      Map<String, String> states = connectors.states();
      return Service.ALL.stream()
          .allMatch(service -> Connectors.RUNNING.equals(states.get(service.name())));
    } catch (IOException e) {
      return false;
    }
  }

  private void welcome(Installation installation, SigningKey signingKey, Progress progress) {
    if (!arguments.has("--empty")) {
      new SampleOrganisation(installation, new Tokens(signingKey), new Keys(home.keys()))
          .load(progress);
    }
    out.println();
    out.println(Welcome.text(installation, arguments.has("--empty")));
    out.println();
    out.println(DetachedUp.READY + "%.1f s.".formatted(progress.seconds()));
    out.flush();
  }
}
