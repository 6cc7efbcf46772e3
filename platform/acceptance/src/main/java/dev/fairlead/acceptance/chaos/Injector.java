package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets faults happen. */
final class Injector {

  private final Installation fairlead;
  private final Signals signals;
  private final Redelivery redelivery;
  private final Clocks clocks;
  private final Disks disks;

  Injector(Installation fairlead, Clocks clocks, Disks disks) {
    this.fairlead = fairlead;
    this.signals = new Signals(fairlead);
    this.redelivery = new Redelivery(fairlead);
    this.clocks = clocks;
    this.disks = disks;
  }

  /** What this installation can be made to suffer. */
  static Set<Kind> kinds(Clocks clocks, Disks disks) {
    Set<Kind> kinds = EnumSet.allOf(Kind.class);
    if (!clocks.areThere()) {
      kinds.remove(Kind.CLOCK_OFF);
    }
    if (!disks.isThere()) {
      kinds.remove(Kind.DISK_FULL);
    }
    return kinds;
  }

  /** Lets all of them happen at once; returns when the last one is over. */
  void inject(List<Fault> faults) throws InterruptedException, ExecutionException {
    List<Future<?>> happening = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Fault fault : faults) {
        happening.add(
            each.submit(
                () -> {
                  inject(fault);
                  return null;
                }));
      }
    }
    for (Future<?> one : happening) {
      one.get();
    }
  }

  private void inject(Fault fault) throws Exception {
    switch (fault) {
      case Fault.Killed f -> signals.kill(List.of(f.part()));
      case Fault.AllKilled f -> signals.kill(f.parts());
      case Fault.Frozen f -> signals.freeze(f.part(), Duration.ofSeconds(f.seconds()));
      case Fault.Redelivered f -> redelivery.again(f.events(), f.seed());
      case Fault.Overtaken f -> overtake(f);
      case Fault.ClockOff f ->
          clocks.shift(fairlead, f.part(), f.offsetSeconds(), Duration.ofSeconds(f.seconds()));
      case Fault.DiskFull f -> disks.fill(f.part(), Duration.ofSeconds(f.seconds()));
      case Fault.SlowDatabase f -> signals.slow("postgres", Duration.ofSeconds(f.seconds()));
      case Fault.LockedLog f -> Locks.hold(fairlead, f.service(), Duration.ofSeconds(f.seconds()));
    }
  }

  /** Twice: what the first disorder causes is logged while Connect still stands. */
  private void overtake(Fault.Overtaken fault) throws Exception {
    Instant begun = Instant.now();
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> frozen =
          other.submit(
              () -> {
                signals.freeze("connect", Duration.ofSeconds(fault.seconds() * 2L));
                return null;
              });
      Thread.sleep(Duration.ofSeconds(fault.seconds()));
      Instant middle = Instant.now();
      redelivery.early(begun, fault.seed());
      Thread.sleep(Duration.ofSeconds(fault.seconds()).minusMillis(800));
      redelivery.early(middle, fault.seed());
      frozen.get();
    }
  }
}
