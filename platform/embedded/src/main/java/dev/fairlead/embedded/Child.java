package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of an installation. Once {@linkplain #guard guarded}, it is started again whenever it
 * dies unasked, at first after half a second, later after longer pauses up to half a minute.
 */
final class Child {

  /**
   * What to run.
   *
   * @param name as shown to people; names the log and the pid file too
   * @param environment added to this process's own
   * @param stopSignal the signal that asks for an orderly end, as {@code kill} names it
   */
  record Spec(
      String name,
      List<String> command,
      Map<String, String> environment,
      String stopSignal,
      Duration stopPatience) {}

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

  private static final ScheduledExecutorService RESTARTS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("restarts").factory());

  private final Spec spec;
  private final Path log;
  private final Path pidFile;
  private final Path restartsFile;

  private @Nullable Process process;
  private Instant started = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private boolean guarded;
  private boolean stopping;
  private int restarts;

  Child(Spec spec, Home home) {
    this.spec = spec;
    this.log = home.logs().resolve(spec.name() + ".log");
    this.pidFile = home.run().resolve(spec.name() + ".pid");
    this.restartsFile = home.run().resolve(spec.name() + ".restarts");
  }

  String name() {
    return spec.name();
  }

  Path log() {
    return log;
  }

  /** How often it had to be started again. */
  synchronized int restarts() {
    return restarts;
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Its process id, or -1 while it does not run. */
  synchronized long pid() {
    return process != null && process.isAlive() ? process.pid() : -1;
  }

  /** Starts the process; what it prints goes to its log. */
  synchronized void start() {
    if (stopping) {
      throw new Trouble("Stopped while starting.");
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(OwnGroup.command(spec.command()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(spec.environment());
      Process fresh = builder.start();
      fresh.getOutputStream().close();
      process = fresh;
      started = Instant.now();
      Files.writeString(pidFile, Long.toString(fresh.pid()));
      fresh.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      throw new Trouble("Cannot start " + spec.name() + ": " + Trouble.reason(e), e);
    }
  }

  /** From now on it is started again when it dies. */
  synchronized void guard() {
    guarded = true;
  }

  /** From now on its death is expected. */
  synchronized void expectEnd() {
    stopping = true;
  }

  /**
   * Waits until {@code ready} says so.
   *
   * @throws Trouble with the end of its log when it dies or takes too long
   */
  void awaitReady(BooleanSupplier ready, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (!ready.getAsBoolean()) {
      if (!isAlive()) {
        throw new Trouble(
            spec.name() + " stopped while starting. The end of " + log + ":\n" + LogFiles.end(log));
      }
      if (Instant.now().isAfter(deadline)) {
        throw new Trouble(
            "%s was not ready after %d s. The end of %s:%n%s"
                .formatted(spec.name(), patience.toSeconds(), log, LogFiles.end(log)));
      }
      Pause.of(Duration.ofMillis(40));
    }
  }

  /** Asks the process to end, waits for it, and ends it by force when it does not. */
  void stop() {
    Process running;
    synchronized (this) {
      stopping = true;
      running = process;
    }
    if (running != null && running.isAlive()) {
      Processes.stop(running.toHandle(), spec.stopSignal(), spec.stopPatience());
    }
    forget();
  }

  /** Ends the process at once. */
  void kill() {
    synchronized (this) {
      stopping = true;
    }
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
      Files.deleteIfExists(restartsFile);
    } catch (IOException e) {
      // a stale pid file is recognised as such at the next start
    }
  }

  private synchronized void ended(Process dead) {
    if (stopping || !guarded || dead != process) {
      return;
    }
    if (Duration.between(started, Instant.now()).compareTo(STABLE_AFTER) > 0) {
      pause = FIRST_PAUSE;
    }
    note(
        "ended with status %d; it is started again in %d ms"
            .formatted(dead.exitValue(), pause.toMillis()));
    RESTARTS.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private synchronized void restart() {
    if (stopping) {
      return;
    }
    restarts++;
    try {
      Files.writeString(restartsFile, Integer.toString(restarts));
      start();
    } catch (IOException | Trouble e) {
      note(String.valueOf(e.getMessage()));
      RESTARTS.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void note(String what) {
    String line = "%s [supervisor] %s %s%n".formatted(Instant.now(), spec.name(), what);
    try {
      Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // the log cannot be written: the restart matters more than the note about it
    }
    System.err.print(line);
  }
}
