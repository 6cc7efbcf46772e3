package dev.fairlead.acceptance.chaos;

import java.util.List;

/** Something that goes wrong. Seconds say how long it lasts, after which it is over by itself. */
public sealed interface Fault {

  /** What goes wrong, in words. */
  String words();

  /** A process dies at once (SIGKILL). */
  record Killed(String part) implements Fault {
    @Override
    public String words() {
      return part + " is killed";
    }
  }

  /** Several processes die at the same moment. */
  record AllKilled(List<String> parts) implements Fault {

    /** Keeps a copy. */
    public AllKilled {
      parts = List.copyOf(parts);
    }

    @Override
    public String words() {
      return "killed at once: " + String.join(", ", parts);
    }
  }

  /** A process stands still (SIGSTOP) and then goes on as if nothing had been (SIGCONT). */
  record Frozen(String part, int seconds) implements Fault {
    @Override
    public String words() {
      return "%s stands still for %d s".formatted(part, seconds);
    }
  }

  /** Events that are long delivered are delivered again, in disorder, under their old ids. */
  record Redelivered(int events, long seed) implements Fault {
    @Override
    public String words() {
      return "%d old events come again, in disorder".formatted(events);
    }
  }

  /**
   * Connect stands still, and meanwhile its events arrive by another way: leads and topics in
   * disorder, each lead's on one topic in order. Then Connect delivers all of them once more.
   */
  record Overtaken(int seconds, long seed) implements Fault {
    @Override
    public String words() {
      return "the events of %d s arrive in disorder, and then again in order".formatted(seconds);
    }
  }

  /** A process's wall clock is wrong. */
  record ClockOff(String part, int offsetSeconds, int seconds) implements Fault {
    @Override
    public String words() {
      return "the clock of %s is %+d s off for %d s".formatted(part, offsetSeconds, seconds);
    }
  }

  /** There is no room left where a part keeps its data: {@code kafka} or {@code postgres}. */
  record DiskFull(String part, int seconds) implements Fault {
    @Override
    public String words() {
      return "the disk of %s is full for %d s".formatted(part, seconds);
    }
  }

  /** All processes of PostgreSQL get a fraction of their time only. */
  record SlowDatabase(int seconds) implements Fault {
    @Override
    public String words() {
      return "PostgreSQL crawls for %d s".formatted(seconds);
    }
  }

  /** Somebody holds a lock on a service's event log that nobody else gets past. */
  record LockedLog(String service, int seconds) implements Fault {
    @Override
    public String words() {
      return "the event log of %s is locked for %d s".formatted(service, seconds);
    }
  }
}
