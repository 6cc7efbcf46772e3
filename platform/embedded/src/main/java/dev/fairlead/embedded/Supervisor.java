package dev.fairlead.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a running installation consists of: watched while it runs, taken down in order. */
final class Supervisor {

  private final Installation installation;
  private final InstallationLock lock;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch").factory());

  private @Nullable Servers servers;
  private @Nullable ServiceProcesses services;
  private @Nullable FrontDoor frontDoor;
  private volatile Map<String, Boolean> parts = Map.of();

  Supervisor(Installation installation, InstallationLock lock) {
    this.installation = installation;
    this.lock = lock;
  }

  synchronized Servers own(Servers servers) {
    this.servers = servers;
    return servers;
  }

  synchronized ServiceProcesses own(ServiceProcesses services) {
    this.services = services;
    return services;
  }

  synchronized void open(FrontDoor frontDoor) {
    this.frontDoor = frontDoor;
  }

  /** Each part and whether it was ready when last looked at. */
  Map<String, Boolean> parts() {
    return parts;
  }

  /** Looks at every part each second, restarts failed connectors, keeps logs small. */
  void watch(Connectors connectors) {
    look();
    watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    watch.scheduleWithFixedDelay(() -> mend(connectors), 5, 5, TimeUnit.SECONDS);
    watch.scheduleWithFixedDelay(
        () -> LogFiles.bound(installation.home().logs()), 30, 30, TimeUnit.SECONDS);
  }

  /** Services, then Connect, the broker and PostgreSQL: nobody loses what he talks to. */
  void stop() {
    watch.shutdownNow();
    FrontDoor door;
    List<Child> first;
    List<Child> then;
    synchronized (this) {
      door = frontDoor;
      first = services == null ? List.of() : services.children();
      then = servers == null ? List.of() : servers.children();
    }
    if (door != null) {
      door.close();
    }
    then.forEach(Child::expectEnd);
    stopTogether(first);
    then.forEach(Child::stop);
    installation.forget();
    lock.release();
  }

  private static void stopTogether(List<Child> children) {
    List<Child> all = new ArrayList<>(children);
    try (ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(child -> stopping.submit(child::stop));
    }
  }

  private void look() {
    Map<String, Boolean> seen = new LinkedHashMap<>();
    PartStatus.all(installation).forEach(part -> seen.put(part.name(), part.ready()));
    parts = Map.copyOf(seen);
  }

  private static void mend(Connectors connectors) {
    try {
      connectors.restartFailed();
    } catch (IOException e) {
      // Connect itself is away; it comes back first
    }
  }
}
