package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code servers}: the three servers alone, for tests. They live as long as the process they were
 * started for, and their data is not meant to outlive them.
 */
final class ServersCommand {

  private final Arguments arguments;

  ServersCommand(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Returns never: the process ends with the one it was started for, or when it is told to. */
  void run() throws InterruptedException {
    Home home = new Home(Path.of(arguments.required("--home")));
    Optional<ProcessHandle> owner =
        arguments
            .value("--exit-with")
            .map(Long::valueOf)
            .map(
                pid ->
                    ProcessHandle.of(pid)
                        .orElseThrow(() -> new Trouble("There is no process " + pid + ".")));
    boolean fixed = arguments.value("--ports").filter("environment"::equals).isPresent();
    Ports ports = fixed ? Ports.of(System.getenv()) : Ports.free();

    InstallationLock lock = InstallationLock.acquire(home);
    Leftovers.stop(home);
    Ports.requireFree(ports.servers());
    Path properties = home.root().resolve("platform.properties");
    forget(properties);
    Servers servers = new Servers(home, ports, List.of(), JavaCommand.Life.SHORT);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  forget(properties);
                  servers.children().forEach(Child::kill);
                  lock.release();
                }));
    owner.ifPresent(process -> process.onExit().thenRun(() -> System.exit(0)));

    servers.start(
        new Progress(System.err),
        Topics.read(Checkout.root().resolve("deploy/topics.txt")),
        List.of());
    SettingsFile.write(
        properties,
        Map.of(
            "postgres.port", Integer.toString(ports.postgres()),
            "postgres.superuser", PostgresServer.SUPERUSER,
            "postgres.password", servers.postgres().password(),
            "kafka.bootstrap", servers.broker().bootstrap(),
            "connect.url", servers.connect().url().toString(),
            "supervisor.pid", Long.toString(ProcessHandle.current().pid())));
    Thread.currentThread().join();
  }

  private static void forget(Path properties) {
    try {
      Files.deleteIfExists(properties);
    } catch (IOException e) {
      throw new Trouble("Cannot delete " + properties + ": " + Trouble.reason(e), e);
    }
  }
}
